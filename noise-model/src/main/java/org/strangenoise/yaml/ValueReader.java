package org.strangenoise.yaml;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads one value as the type a schema wants.
 *
 * <p>Each method returns the value, or records what is wrong and returns empty, so that reading goes on and all
 * problems are found in one go. Of an absent value every method returns empty and records nothing: where a value is
 * required, {@link MappingReader#required} has already said so.
 */
public final class ValueReader {

    private static final double LARGEST_TURN = 6.3;
    private static final double SMALLEST_ERROR = 1e-12;
    private static final int LONGEST_NAME = 100;
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
    private static final String NAME_CLAUSE = "be a name of letters, digits, `_` and `-`, a letter first";
    /** Without those that Windows keeps for devices, whatever follows them. */
    private static final Pattern FILE_NAME = Pattern.compile("(?!(?:[cC][oO][nN]|[pP][rR][nN]|[aA][uU][xX]|[nN][uU][lL]"
            + "|[cC][oO][mM][0-9]|[lL][pP][tT][0-9])(?:\\.|$))[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?");

    private final String name;
    private final Location location;
    private final @Nullable YamlNode node;
    private final Problems problems;

    private ValueReader(String name, Location location, @Nullable YamlNode node, Problems problems) {
        this.name = name;
        this.location = location;
        this.node = node;
        this.problems = problems;
    }

    /** A reader of a node called {@code name} in messages. */
    public static ValueReader of(String name, YamlNode node, Problems problems) {
        return new ValueReader(name, node.location(), node, problems);
    }

    static ValueReader absent(String name, Location location, Problems problems) {
        return new ValueReader(name, location, null, problems);
    }

    /** What messages call the value: its key, or {@code key[index]} for an item of a list. */
    public String name() {
        return name;
    }

    /** Where the value stands; if absent, where the mapping stands that lacks it. */
    public Location location() {
        return location;
    }

    /** Whether there is a value, good or bad. */
    public boolean isPresent() {
        return node != null;
    }

    /** The node itself. */
    public Optional<YamlNode> node() {
        return Optional.ofNullable(node);
    }

    /**
     * Text on one line, as it may be shown (see {@link Printable}); an unquoted number, boolean or null is none. The
     * line break that ends a block is not part of it.
     */
    public Optional<String> text() {
        return rawText().map(text -> Printable.line(text.stripTrailing()));
    }

    /** Text of any number of lines, as it may be shown. */
    public Optional<String> lines() {
        return rawText().map(Printable::lines);
    }

    private Optional<String> rawText() {
        return scalar("be text", s -> s.isText() ? Optional.of(s.text()) : Optional.empty());
    }

    /**
     * A name that becomes part of an address: letters, digits, {@code _} and {@code -}, a letter or {@code _} first.
     */
    public Optional<String> identifier() {
        return named(IDENTIFIER, NAME_CLAUSE);
    }

    /** Whether a key is a name that can be part of an address; recorded if not. */
    static boolean isIdentifier(String key, Location location, Problems problems) {
        boolean good = IDENTIFIER.matcher(key).matches() && key.length() <= LONGEST_NAME;
        if (!good) {
            problems.error(
                    location,
                    "key must " + NAME_CLAUSE + ", at most " + LONGEST_NAME + " characters, but was "
                            + Quoted.value(key));
        }
        return good;
    }

    /**
     * A name that becomes part of a file's: letters, digits, {@code .}, {@code _}, {@code -}, no sign first, no dot
     * last, on any system.
     */
    public Optional<String> fileName() {
        return named(
                FILE_NAME,
                "be a file's name of letters, digits, `.`, `_` and `-`, a letter or digit first, no `.` last and none of"
                        + " Windows' own such as `con`");
    }

    private Optional<String> named(Pattern grammar, String clause) {
        return rawText().filter(text -> {
            boolean good = grammar.matcher(text).matches() && text.length() <= LONGEST_NAME;
            if (!good) {
                reject(clause + ", at most " + LONGEST_NAME + " characters");
            }
            return good;
        });
    }

    /** {@code true} or {@code false}, unquoted. */
    public Optional<Boolean> bool() {
        return scalar(
                "be true or false",
                s -> s.kind() == YamlScalar.Kind.BOOLEAN
                        ? Optional.of(s.text().toLowerCase(Locale.ROOT).equals("true"))
                        : Optional.empty());
    }

    /** A 32-bit integer that keeps a rule. */
    public Optional<Integer> integer(Rule rule) {
        return longInteger(rule).flatMap(value -> {
            if (value != value.intValue()) {
                reject("be an integer of at most " + Integer.MAX_VALUE + " in magnitude");
                return Optional.empty();
            }
            return Optional.of(value.intValue());
        });
    }

    /** A 64-bit integer that keeps a rule, such as a seed. */
    public Optional<Long> longInteger(Rule rule) {
        return scalar("be an integer", s -> {
                    if (s.kind() != YamlScalar.Kind.INTEGER) {
                        return Optional.empty();
                    }
                    try {
                        return Optional.of(Long.parseLong(s.text()));
                    } catch (NumberFormatException tooLong) {
                        return Optional.empty();
                    }
                })
                .filter(value -> keeps(rule, value));
    }

    /** A plain decimal number that keeps a rule. */
    public Optional<Double> number(Rule rule) {
        return scalar("be a number", s -> s.isNumber() ? Optional.of(Double.parseDouble(s.text())) : Optional.empty())
                .filter(value -> keeps(rule, value));
    }

    /** A time in seconds, such as {@code 20 ns}, that keeps a rule. */
    public Optional<Quantity> time(Rule rule) {
        return quantity(QuantityKind.TIME, rule);
    }

    /** A frequency in hertz, such as {@code 5.305 MHz}, that keeps a rule. */
    public Optional<Quantity> frequency(Rule rule) {
        return quantity(QuantityKind.FREQUENCY, rule);
    }

    /** An angle in radians, such as {@code -3*pi/4} or {@code 30 deg}, that keeps a rule. */
    public Optional<Quantity> angle(Rule rule) {
        return quantity(QuantityKind.ANGLE, rule);
    }

    /** A quantity of any kind whose value keeps a rule; if the rule has no negative values, with an error below it. */
    public Optional<Quantity> quantity(QuantityKind kind, Rule rule) {
        return scalar(
                        "be " + kind.description(),
                        s -> s.isNumber() || s.isText() ? Optional.of(s.text()) : Optional.empty())
                .flatMap(text -> {
                    try {
                        return Optional.of(Quantity.parse(text, kind));
                    } catch (QuantityFormatException e) {
                        problem(e.clause());
                        return Optional.empty();
                    }
                })
                .filter(quantity -> keeps(rule, quantity.value()) && hasSensibleError(rule, quantity))
                .map(quantity -> {
                    if (kind == QuantityKind.ANGLE) {
                        askAboutDegrees(quantity.value());
                    }
                    return quantity;
                });
    }

    /** A bare number of more than a turn is more likely meant in degrees. */
    private void askAboutDegrees(double radians) {
        if (node instanceof YamlScalar scalar && scalar.isNumber() && Math.abs(radians) > LARGEST_TURN) {
            warn("is " + scalar.text() + " radians, more than a full turn; write `" + scalar.text()
                    + " deg` if degrees are meant, `" + scalar.text() + " rad` if not");
        }
    }

    /** A number that cannot be negative has an error below itself: a normal error as large would often make it so. */
    private boolean hasSensibleError(Rule rule, Quantity quantity) {
        if (quantity.uncertainty() > 0
                && !(quantity.uncertainty() >= SMALLEST_ERROR * Math.abs(quantity.value())
                        && quantity.uncertainty() >= SMALLEST_ERROR * SMALLEST_ERROR)) {
            reject("have an uncertainty of 0 or at least 1e-12 of its value");
            return false;
        }
        boolean small = quantity.uncertainty() == 0
                || quantity.uncertainty() < quantity.value()
                || rule.accepts().test(-quantity.uncertainty());
        if (!small) {
            reject("have an uncertainty below its value");
        }
        return small;
    }

    /**
     * Several quantities of a kind, each keeping a rule: a list of them, or a range {@code {from: 1 us, to: 100 us,
     * points: 20, scale: log}} with both ends included and {@code scale} linear by default.
     */
    public Optional<List<Quantity>> quantities(QuantityKind kind, Rule rule) {
        if (node instanceof YamlMapping) {
            return QuantityRange.read(mapping(), kind, rule).map(QuantityRange::quantities);
        }
        if (node != null && !(node instanceof YamlSequence)) {
            reject("be a list, or a range with `from`, `to` and `points`");
            return Optional.empty();
        }
        return list(item -> item.quantity(kind, rule));
    }

    /** A finite complex number: unquoted real, or text such as {@code "0.5-0.5i"}. */
    public Optional<ComplexScalar> complex() {
        return scalar(
                "be a complex number such as `0.5-0.5i`",
                s -> s.isNumber() || s.isText() ? ComplexScalar.parse(s.text()) : Optional.empty());
    }

    /** One of the given names, as text. */
    public Optional<String> oneOf(Collection<String> names) {
        Optional<String> text = scalar("be one of " + Quoted.list(names), s -> Optional.of(s.text()));
        if (text.isPresent() && !names.contains(text.get())) {
            problem("must be one of " + Quoted.list(names) + ", but was " + describe()
                    + NearestName.asked(text.get(), names));
            return Optional.empty();
        }
        return text;
    }

    /**
     * One of an enumeration's constants, written in lower case with hyphens: {@code AFTER_GATE} as {@code after-gate}.
     */
    public <E extends Enum<E>> Optional<E> oneOf(Class<E> type) {
        List<E> constants = Arrays.asList(type.getEnumConstants());
        List<String> names = constants.stream().map(ValueReader::hyphenated).toList();
        return oneOf(names).map(name -> constants.get(names.indexOf(name)));
    }

    /** The way an enumeration's constant is written in a document. */
    public static String hyphenated(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A path, taken relative to {@code directory} if it is not absolute. */
    public Optional<Path> path(Path directory) {
        return rawText().flatMap(text -> {
            try {
                return Optional.of(directory.resolve(text).normalize());
            } catch (InvalidPathException e) {
                reject("be a file's path");
                return Optional.empty();
            }
        });
    }

    /**
     * A regular file that the value names, relative to {@code directory}: all of it, or a problem at the value's place.
     *
     * @param limit the most bytes it may have
     */
    public Optional<InputFile> file(Path directory, long limit) {
        return path(directory).flatMap(path -> InputFile.named(path, limit, location, problems));
    }

    /** A mapping; if the value is none, the reader returned has no keys and complains of none. */
    public MappingReader mapping() {
        if (node instanceof YamlMapping mapping) {
            return MappingReader.of(name, mapping, problems);
        }
        if (node != null) {
            reject("be a mapping");
        }
        return MappingReader.placeholder(name, location, problems);
    }

    /** The items of a list, each named {@code name[index]}; no items if the value is absent or no list. */
    public List<ValueReader> items() {
        if (!(node instanceof YamlSequence sequence)) {
            if (node != null) {
                reject("be a list");
            }
            return List.of();
        }
        List<ValueReader> items = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            items.add(of(name + "[" + items.size() + "]", item, problems));
        }
        return items;
    }

    /**
     * A list read item by item with the given method, for example {@code list(item ->
     * item.integer(Rule.NON_NEGATIVE))}; empty if it is no list or any item is bad.
     */
    public <T> Optional<List<T>> list(Function<ValueReader, Optional<T>> item) {
        List<ValueReader> items = items();
        List<T> good = items.stream().map(item).flatMap(Optional::stream).collect(Collectors.toList());
        return node instanceof YamlSequence && good.size() == items.size()
                ? Optional.of(List.copyOf(good))
                : Optional.empty();
    }

    /** Records that the value must {@code clause} (such as {@code be positive}) but is what it is. */
    public void reject(String clause) {
        problem("must " + clause + ", but was " + describe());
    }

    /** Where its problems go, for readers of files that it names. */
    public Problems problems() {
        return problems;
    }

    /** Records a problem of this value, the message being its name and {@code predicate}. */
    public void problem(String predicate) {
        problems.error(location, Quoted.value(name) + " " + predicate);
    }

    /** Records a warning about this value, the message being its name and {@code predicate}. */
    public void warn(String predicate) {
        problems.warning(location, Quoted.value(name) + " " + predicate);
    }

    private boolean keeps(Rule rule, double value) {
        if (!rule.accepts().test(value)) {
            reject(rule.clause());
            return false;
        }
        return true;
    }

    private <T> Optional<T> scalar(String clause, Function<YamlScalar, Optional<T>> read) {
        if (node == null) {
            return Optional.empty();
        }
        Optional<T> value = node instanceof YamlScalar scalar && scalar.kind() != YamlScalar.Kind.NULL
                ? read.apply(scalar)
                : Optional.empty();
        if (value.isEmpty()) {
            reject(clause);
        }
        return value;
    }

    private String describe() {
        if (node instanceof YamlScalar scalar && scalar.kind() == YamlScalar.Kind.QUOTED_TEXT) {
            return "the text " + scalar.describe();
        }
        return node == null ? "absent" : node.describe();
    }
}
