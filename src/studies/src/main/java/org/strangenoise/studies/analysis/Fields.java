package org.strangenoise.studies.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of something that was found: name, unit, meaning and getter of each, said once. What results.json holds,
 * the columns of CSV tables and of the report's tables, and the reference page all follow from this list. Names are in
 * kebab case, as in results.json; columns are the same names in snake case. Numbers that are not finite become
 * {@code null} in JSON and an empty cell in CSV.
 *
 * <p>Instances are immutable: every method gives a longer list.
 *
 * @param <T> what has the fields
 */
public final class Fields<T> {

    /** What stands for {@code ideal} and {@code noisy} in paths. */
    private static final String RUN = "<run>";

    /** Unit of numbers without one. */
    public static final String NONE = "";

    /**
     * A field, or a column of a table, as the reference page states it.
     *
     * @param path from the analysis' object on, {@code []} after a list of objects; a column's name
     * @param unit SI, or empty
     * @param meaning a phrase
     */
    public record Documented(String path, String unit, String meaning) {

        /** True if a column shows this field: it has the end of its path for a name, unit and meaning too. */
        public boolean isShownBy(Documented column) {
            String own = snake(path.replace("[]", "").replace('.', '-'));
            return (own.equals(column.path) || own.endsWith("_" + column.path))
                    && unit.equals(column.unit)
                    && meaning.equals(column.meaning);
        }
    }

    /**
     * One place of the lists that something has: a curve at a step, say.
     *
     * @param of what has the lists
     * @param index from 0
     */
    public record Place<T>(T of, int index) {

        /** Every place of lists of some length. */
        public static <T> List<Place<T>> all(T of, int length) {
            return IntStream.range(0, length)
                    .mapToObj(index -> new Place<>(of, index))
                    .toList();
        }
    }

    /** Gets a text, or nothing. */
    @FunctionalInterface
    public interface Text<T> {
        @Nullable
        String of(T value);
    }

    @FunctionalInterface
    interface Cell<T> {
        @Nullable
        Object of(T value);
    }

    /** Gets what stands at a place of a list, and nothing beyond its end. */
    @FunctionalInterface
    interface Item<T> {
        @Nullable
        Object at(T value, int index);
    }

    /**
     * One field.
     *
     * @param path as documented; empty for the fields of something else that stand among these
     * @param inner fields of an object; null for a value
     * @param columns what tables show of it: one of a value, several of an object, none of what is no single value
     */
    private record Entry<T>(
            String path,
            String unit,
            String meaning,
            @Nullable Fields<?> inner,
            BiConsumer<ObjectNode, T> writer,
            List<Column<T>> columns) {}

    /**
     * A field as a column of a table.
     *
     * @param name in kebab case, after the names of the objects that it is part of
     * @param item where it is a list; else null
     */
    record Column<T>(
            String name,
            String unit,
            String meaning,
            Cell<T> cell,
            @Nullable Item<T> item) {

        Column(String name, String unit, String meaning, Cell<T> cell) {
            this(name, unit, meaning, cell, null);
        }

        /** The same of something that has what has the field. */
        <U> Column<U> of(String prefix, Function<? super U, ? extends T> get) {
            Item<T> own = item;
            return new Column<>(
                    prefix + name,
                    unit,
                    meaning,
                    value -> cell.of(get.apply(value)),
                    own == null ? null : (value, index) -> own.at(get.apply(value), index));
        }

        Column<T> onlyIf(Predicate<? super T> condition) {
            Item<T> own = item;
            return new Column<>(
                    name,
                    unit,
                    meaning,
                    value -> condition.test(value) ? cell.of(value) : null,
                    own == null ? null : (value, index) -> condition.test(value) ? own.at(value, index) : null);
        }

        /** Of a list the number at a place, empty beyond its end. */
        Column<Place<T>> at() {
            Item<T> own = item;
            return own == null
                    ? of("", Place::of)
                    : new Column<>(name, unit, meaning, place -> own.at(place.of(), place.index()));
        }
    }

    private final List<Entry<T>> entries;

    /** Of all entries, made when first needed. */
    private @Nullable List<Column<T>> columns;

    private Fields(List<Entry<T>> entries) {
        this.entries = List.copyOf(entries);
    }

    /** No fields yet. */
    public static <T> Fields<T> of() {
        return new Fields<>(List.of());
    }

    private Fields<T> with(Entry<T> entry) {
        if (entry.inner == null && entry.meaning.isBlank()) {
            throw new IllegalArgumentException("Argument `meaning` of the field `" + entry.path
                    + "` must say what it holds, for results.md, but is empty");
        }
        List<Entry<T>> longer = new ArrayList<>(entries);
        longer.add(entry);
        return new Fields<>(longer);
    }

    private Fields<T> value(String name, String unit, String meaning, BiConsumer<ObjectNode, T> writer, Cell<T> cell) {
        return with(new Entry<>(name, unit, meaning, null, writer, List.of(new Column<>(name, unit, meaning, cell))));
    }

    private Fields<T> compound(String path, String unit, String meaning, BiConsumer<ObjectNode, T> writer) {
        return with(new Entry<>(path, unit, meaning, null, writer, List.of()));
    }

    private Fields<T> inner(String path, Fields<?> fields, BiConsumer<ObjectNode, T> writer, List<Column<T>> shown) {
        return with(new Entry<>(path, NONE, "", fields, writer, shown));
    }

    private static String path(String name, String key) {
        return name + ".<" + key + ">";
    }

    /** Adds what a key stands for to an object. */
    @FunctionalInterface
    private interface Keyed<U> {
        void add(ObjectNode object, String key, U value);
    }

    /** Writes an object of what stands by keys; none where there are no keys. */
    private static <T, U> BiConsumer<ObjectNode, T> byKey(
            String name, Function<? super T, ? extends Map<String, ? extends U>> get, Keyed<U> writer) {
        return (node, value) -> {
            Map<String, ? extends U> found = get.apply(value);
            if (!found.isEmpty()) {
                ObjectNode object = node.putObject(name);
                found.forEach((key, each) -> writer.add(object, key, each));
            }
        };
    }

    /** A text; {@code null} where there is none. */
    public Fields<T> text(String name, String meaning, Text<? super T> get) {
        return value(name, NONE, meaning, (node, value) -> node.put(name, get.of(value)), get::of);
    }

    /** True or false. */
    public Fields<T> flag(String name, String meaning, Predicate<? super T> get) {
        return value(name, NONE, meaning, (node, value) -> node.put(name, get.test(value)), get::test);
    }

    /** A whole number. */
    public Fields<T> count(String name, String meaning, ToLongFunction<? super T> get) {
        return value(name, NONE, meaning, (node, value) -> node.put(name, get.applyAsLong(value)), get::applyAsLong);
    }

    /** A whole number, or {@code null}. */
    public Fields<T> countOrNull(String name, String meaning, Function<? super T, Optional<Integer>> get) {
        return value(
                name,
                NONE,
                meaning,
                (node, value) -> node.put(name, get.apply(value).orElse(null)),
                value -> get.apply(value).orElse(null));
    }

    /** A number. */
    public Fields<T> number(String name, String unit, String meaning, ToDoubleFunction<? super T> get) {
        return value(
                name, unit, meaning, (node, value) -> number(node, name, get.applyAsDouble(value)), get::applyAsDouble);
    }

    /** The value of a parameter: infinity, which is a value here, is {@code inf} in CSV. */
    public Fields<T> parameter(String name, String unit, String meaning, ToDoubleFunction<? super T> get) {
        return value(
                name,
                unit,
                meaning,
                (node, value) -> number(node, name, get.applyAsDouble(value)),
                value -> Table.Csv.parameter(get.applyAsDouble(value)));
    }

    /** A list of numbers. */
    public Fields<T> numbers(String name, String unit, String meaning, Function<? super T, double[]> get) {
        return with(new Entry<>(
                name,
                unit,
                meaning,
                null,
                (node, value) -> add(node.putArray(name), get.apply(value)),
                List.of(new Column<>(
                        name,
                        unit,
                        meaning,
                        value -> Arrays.stream(get.apply(value)).boxed().toList(),
                        (value, index) -> {
                            double[] numbers = get.apply(value);
                            return index < numbers.length ? numbers[index] : null;
                        }))));
    }

    /**
     * A list of vectors: lists of numbers in results.json, and a column a component in tables.
     *
     * @param components names of the columns, in kebab case as fields are
     */
    public Fields<T> vectors(
            String name, List<String> components, String unit, String meaning, Function<? super T, double[][]> get) {
        List<Column<T>> columns = new ArrayList<>();
        for (int k = 0; k < components.size(); k++) {
            int component = k;
            columns.add(new Column<>(
                    components.get(k),
                    unit,
                    "component " + (k + 1) + " of `" + name + "`: " + meaning,
                    value -> Arrays.stream(get.apply(value))
                            .map(vector -> vector[component])
                            .toList(),
                    (value, index) -> {
                        double[][] vectors = get.apply(value);
                        return index < vectors.length ? vectors[index][component] : null;
                    }));
        }
        return with(new Entry<>(
                name,
                unit,
                meaning,
                null,
                (node, value) -> addRows(node.putArray(name), get.apply(value)),
                List.copyOf(columns)));
    }

    /** A number where there is one, else a list of them. */
    public Fields<T> numberOrList(String name, String unit, String meaning, Function<? super T, double[]> get) {
        return value(
                name,
                unit,
                meaning,
                (node, value) -> {
                    double[] numbers = get.apply(value);
                    if (numbers.length == 1) {
                        number(node, name, numbers[0]);
                    } else {
                        add(node.putArray(name), numbers);
                    }
                },
                value -> Table.Csv.numberOrList(get.apply(value)));
    }

    /** A list of whole numbers. */
    public Fields<T> counts(String name, String meaning, Function<? super T, List<Integer>> get) {
        return value(
                name, NONE, meaning, (node, value) -> get.apply(value).forEach(node.putArray(name)::add), get::apply);
    }

    /** A list of texts. */
    public Fields<T> texts(String name, String meaning, Function<? super T, List<String>> get) {
        return value(
                name, NONE, meaning, (node, value) -> get.apply(value).forEach(node.putArray(name)::add), get::apply);
    }

    /** A list of lists of numbers. */
    public Fields<T> rows(String name, String unit, String meaning, Function<? super T, double[][]> get) {
        return compound(name, unit, meaning, (node, value) -> addRows(node.putArray(name), get.apply(value)));
    }

    /** A list of lists of lists of numbers. */
    public Fields<T> rowLists(String name, String unit, String meaning, Function<? super T, List<double[][]>> get) {
        return compound(name, unit, meaning, (node, value) -> {
            ArrayNode lists = node.putArray(name);
            get.apply(value).forEach(rows -> addRows(lists.addArray(), rows));
        });
    }

    /**
     * Numbers by a key; absent where there are none.
     *
     * @param key what stands for the key on the reference page
     */
    public Fields<T> numbersByKey(
            String name, String key, String unit, String meaning, Function<? super T, Map<String, Double>> get) {
        return compound(path(name, key), unit, meaning, byKey(name, get, Fields::number));
    }

    /** Lists of numbers by a key; absent where there are none. */
    public Fields<T> seriesByKey(
            String name, String key, String unit, String meaning, Function<? super T, Map<String, double[]>> get) {
        return compound(
                path(name, key),
                unit,
                meaning,
                byKey(name, get, (object, each, numbers) -> add(object.putArray(each), numbers)));
    }

    /** Whole numbers by a key; absent where there are none. */
    public Fields<T> countsByKey(
            String name, String key, String meaning, Function<? super T, ? extends Map<String, ? extends Number>> get) {
        return compound(
                path(name, key),
                NONE,
                meaning,
                byKey(name, get, (object, each, count) -> object.put(each, count.longValue())));
    }

    /** Lists of lists of numbers by a key. */
    public Fields<T> rowsByKey(
            String name,
            String key,
            String unit,
            String meaning,
            Function<? super T, ? extends Map<?, double[][]>> get) {
        return compound(path(name, key), unit, meaning, (node, value) -> {
            ObjectNode object = node.putObject(name);
            get.apply(value).forEach((each, rows) -> addRows(object.putArray(String.valueOf(each)), rows));
        });
    }

    /** An object with fields of its own. */
    public <U> Fields<T> object(String name, Function<? super T, ? extends U> get, Fields<U> fields) {
        return inner(
                name + ".",
                fields,
                (node, value) -> fields.write(node.putObject(name), get.apply(value)),
                columnsOf(fields, name + "-", get));
    }

    /** An object that may be absent. */
    public <U> Fields<T> optional(String name, Function<? super T, Optional<U>> get, Fields<U> fields) {
        return inner(
                name + ".",
                fields,
                (node, value) -> get.apply(value).ifPresent(found -> fields.write(node.putObject(name), found)),
                List.of());
    }

    /** A list of objects. */
    public <U> Fields<T> objects(String name, Function<? super T, List<U>> get, Fields<U> fields) {
        return inner(
                name + "[].",
                fields,
                (node, value) -> {
                    ArrayNode list = node.putArray(name);
                    get.apply(value).forEach(each -> fields.write(list.addObject(), each));
                },
                List.of());
    }

    /** Objects by a key; absent where there are none. */
    public <U> Fields<T> objectsByKey(
            String name, String key, Function<? super T, Map<String, U>> get, Fields<U> fields) {
        return inner(
                path(name, key) + ".",
                fields,
                byKey(name, get, (object, each, one) -> fields.write(object.putObject(each), one)),
                List.of());
    }

    /** The same object for the ideal and for the noisy run. */
    public <U> Fields<T> runs(
            Function<? super T, ? extends U> ideal, Function<? super T, ? extends U> noisy, Fields<U> fields) {
        return inner(
                RUN + ".",
                fields,
                (node, value) -> {
                    fields.write(node.putObject("ideal"), ideal.apply(value));
                    fields.write(node.putObject("noisy"), noisy.apply(value));
                },
                List.of());
    }

    /** The fields of something else, among these. */
    public <U> Fields<T> include(Function<? super T, ? extends U> get, Fields<U> fields) {
        return inner("", fields, (node, value) -> fields.write(node, get.apply(value)), columnsOf(fields, "", get));
    }

    /** The last field only where a condition holds; elsewhere it is absent, in CSV an empty cell. */
    public Fields<T> onlyIf(Predicate<? super T> condition) {
        Entry<T> last = entries.get(entries.size() - 1);
        List<Entry<T>> changed = new ArrayList<>(entries.subList(0, entries.size() - 1));
        changed.add(new Entry<>(
                last.path,
                last.unit,
                last.meaning,
                last.inner,
                (node, value) -> {
                    if (condition.test(value)) {
                        last.writer.accept(node, value);
                    }
                },
                last.columns.stream().map(column -> column.onlyIf(condition)).toList()));
        return new Fields<>(changed);
    }

    /** Some of the fields, in another order, for a table. */
    public Fields<T> only(String... names) {
        List<Entry<T>> some = new ArrayList<>();
        for (String name : names) {
            some.add(entries.stream()
                    .filter(e -> e.path.equals(name) || e.path.equals(name + "."))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("Argument `names` must be fields of "
                            + entries.stream().map(Entry::path).toList() + ", but one is " + name)));
        }
        return new Fields<>(some);
    }

    /**
     * The columns of a table that has a row for each place of these fields' lists: of a list of numbers the one there,
     * of all else the same in every row.
     */
    public Fields<Place<T>> byPlace() {
        return new Fields<>(entries.stream()
                .map(entry -> new Entry<Place<T>>(
                        entry.path,
                        entry.unit,
                        entry.meaning,
                        entry.inner,
                        (node, place) -> entry.writer.accept(node, place.of()),
                        entry.columns.stream().map(Column::at).toList()))
                .toList());
    }

    /** Adds the fields to an object of results.json. */
    public void write(ObjectNode node, T value) {
        entries.forEach(entry -> entry.writer.accept(node, value));
    }

    /** Writes at least those fields that have one of some names. */
    void write(ObjectNode node, T value, Set<String> names) {
        for (Entry<T> entry : entries) {
            if (entry.path.isEmpty()
                    || entry.path.startsWith(RUN)
                    || names.stream().anyMatch(entry.path::startsWith)) {
                entry.writer.accept(node, value);
            }
        }
    }

    /** Names of the columns that hold the single values. */
    public List<String> columns() {
        return allColumns().stream().map(column -> snake(column.name)).toList();
    }

    /** The same with their units and meanings. */
    List<Documented> documentedColumns() {
        return allColumns().stream()
                .map(column -> new Documented(snake(column.name), column.unit, column.meaning))
                .toList();
    }

    /** The cells of {@link #columns}. */
    public List<@Nullable Object> cells(T value) {
        List<@Nullable Object> cells = new ArrayList<>();
        for (Column<T> column : allColumns()) {
            cells.add(column.cell.of(value));
        }
        return cells;
    }

    /** Of these fields' columns those that a table of the report is to show. */
    public ReportColumns<T> inReport() {
        return new ReportColumns<>(this, List.of());
    }

    /** The column of a field's name. */
    Column<T> column(String name) {
        return allColumns().stream()
                .filter(column -> column.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Argument `name` must be one of "
                        + allColumns().stream().map(Column::name).toList() + ", but is " + name));
    }

    private List<Column<T>> allColumns() {
        List<Column<T>> known = columns;
        if (known == null) {
            known = entries.stream().flatMap(entry -> entry.columns.stream()).toList();
            columns = known;
        }
        return known;
    }

    private static <T, U> List<Column<T>> columnsOf(
            Fields<U> fields, String prefix, Function<? super T, ? extends U> get) {
        return fields.allColumns().stream()
                .map(column -> column.<T>of(prefix, get))
                .toList();
    }

    /** Every path once, for the reference page. */
    public List<Documented> documented() {
        Map<String, Documented> paths = new LinkedHashMap<>();
        for (Entry<T> entry : entries) {
            if (entry.inner == null) {
                paths.putIfAbsent(entry.path, new Documented(entry.path, entry.unit, entry.meaning));
            } else {
                for (Documented each : entry.inner.documented()) {
                    String path = entry.path + each.path;
                    paths.putIfAbsent(path, new Documented(path, each.unit, each.meaning));
                }
            }
        }
        return List.copyOf(paths.values());
    }

    /** The names that stand in the object itself. */
    Set<String> names() {
        return documented().stream()
                .map(field -> field.path().split("[.\\[]", 2)[0])
                .flatMap(name -> name.equals(RUN) ? Stream.of("ideal", "noisy") : Stream.of(name))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String snake(String name) {
        return name.replace('-', '_');
    }

    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }

    private static void addRows(ArrayNode node, double[][] rows) {
        for (double[] row : rows) {
            add(node.addArray(), row);
        }
    }

    private static void add(ArrayNode node, double[] values) {
        for (double value : values) {
            if (Double.isFinite(value)) {
                node.add(value);
            } else {
                node.addNull();
            }
        }
    }
}
