package org.strangenoise.studies.attribution;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.strangenoise.budget.Attribution;
import org.strangenoise.budget.Player;
import org.strangenoise.budget.Split;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.report.Report;
import org.strangenoise.noise.NoiseCoverage;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.analysis.AnalysisType.SharedTable;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.ReportColumns;
import org.strangenoise.studies.analysis.SharedFields;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;
import org.strangenoise.studies.presentation.MeritText;
import org.strangenoise.yaml.Location;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** The loss from ideal to noisy, divided among the noise. */
public final class AttributionType extends AnalysisType<AttributionType.Plan, AttributionType.Result> {

    /**
     * The loss from ideal to noisy, divided among the noise.
     *
     * @param splits by what noise is divided
     * @param standardError of the Shapley values where orders are sampled
     * @param maxPermutations most orders sampled, reverses not counted
     * @param beside an earlier attribution that the shares by step are drawn beside
     */
    public record Plan(
            Header header,
            FigureOfMerit merit,
            Set<Split> splits,
            double standardError,
            int maxPermutations,
            Optional<Beside> beside)
            implements AnalysisPlan.OfMerit {
        public Plan {
            splits = Set.copyOf(splits);
        }

        @Override
        public AnalysisType<Plan, Result> type() {
            return TYPE;
        }

        @Override
        public AnalysisPlan withSeed(long seed) {
            return new Plan(header.withSeed(seed), merit, splits, standardError, maxPermutations, beside);
        }

        /**
         * Another analysis, named by its id.
         *
         * @param location where it is named
         */
        public record Beside(String id, Location location) {}
    }

    /**
     * A loss divided among the noise.
     *
     * @param players in the order of the attribution's rows
     * @param attribution by player and step
     * @param qubits names by index
     * @param coverage which noise met which operation, for the first start
     * @param pulses that drive qubits of more than two levels
     */
    public record Result(
            Plan plan,
            List<Player> players,
            Attribution attribution,
            List<String> qubits,
            NoiseCoverage coverage,
            Pulses pulses,
            Method method,
            List<String> warnings)
            implements AnalysisResult {}

    private static final Rule ERROR = new Rule("be positive and at most 1", x -> x > 0 && x <= 1);

    /** A result after a step from 0 to its own. */
    private record AtStep(Result result, int step) {
        static AtStep last(Result result) {
            return new AtStep(result, result.plan().merit().step());
        }

        static List<AtStep> all(Result result) {
            return IntStream.range(0, result.attribution().ideal().length)
                    .mapToObj(step -> new AtStep(result, step))
                    .toList();
        }

        Attribution attribution() {
            return result.attribution();
        }

        List<Share> shares() {
            return IntStream.range(0, result.players().size())
                    .mapToObj(player -> new Share(this, player))
                    .toList();
        }
    }

    /** A player's share after a step. */
    private record Share(AtStep after, int player) {
        Player of() {
            return after.result().players().get(player);
        }

        @Nullable
        String qubit() {
            Integer qubit = of().qubit();
            return qubit == null ? null : after.result().qubits().get(qubit);
        }

        /** The qubit, or why there is none. */
        String qubitInWords() {
            String name = qubit();
            return name != null ? name : after.result().plan().splits().contains(Split.QUBIT) ? "several" : "";
        }

        double at(double[][] values) {
            return values[player][after.step()];
        }

        Attribution attribution() {
            return after.attribution();
        }
    }

    /**
     * An operation on a qubit, or on several, with a kind of noise.
     *
     * @param qubit its name; null for several
     * @param mechanism null where the operation met no noise
     */
    private record Covered(
            String operation,
            @Nullable String qubit,
            @Nullable String mechanism,
            int count,
            double seconds) {
        static List<Covered> of(Result result) {
            return result.coverage().rows().stream()
                    .map(row -> new Covered(
                            row.operation(),
                            row.qubit() < 0 ? null : result.qubits().get(row.qubit()),
                            row.mechanism(),
                            row.count(),
                            row.seconds()))
                    .toList();
        }

        /** The same, and then the operations that met none. */
        static List<Covered> all(Result result) {
            List<Covered> all = new ArrayList<>(of(result));
            for (String operation : result.coverage().untouched()) {
                int space = operation.lastIndexOf(' ');
                String qubit = result.qubits().get(Integer.parseInt(operation.substring(space + 1)));
                all.add(new Covered(operation.substring(0, space), qubit, null, 0, 0));
            }
            return all;
        }
    }

    private static final Fields<Share> PLAYER = Fields.<Share>of()
            .text(
                    "mechanism",
                    "of the noise that is one player; `null` for all there are",
                    share -> share.of().mechanism())
            .text("qubit", "its qubit; `null` for all there are, and for noise on several", Share::qubit)
            .text(
                    "operation",
                    "its operation; `null` for all there are",
                    share -> share.of().operation())
            .countOrNull(
                    "step",
                    "its step; `null` for all there are",
                    share -> Optional.ofNullable(share.of().step()));

    private static final Fields<Share> VALUES = Fields.<Share>of()
            .number(
                    "shapley",
                    "of f",
                    "its share of the loss",
                    share -> share.at(share.attribution().shapley()))
            .number(
                    "leave-one-out",
                    "of f",
                    "what f gains without it",
                    share -> share.at(share.attribution().leaveOneOut()))
            .number(
                    "only",
                    "of f",
                    "what it alone costs",
                    share -> share.at(share.attribution().only()))
            .number(
                    "standard-error",
                    "of f",
                    "of `shapley`; absent where that is exact",
                    share -> share.at(share.attribution().standardErrors()));

    private static final Fields<Share> SHARE = PLAYER.include(
                    share -> share, VALUES.only("shapley", "leave-one-out", "only"))
            .include(share -> share, VALUES.only("standard-error"))
            .onlyIf(share -> !share.attribution().exact());

    private static final Fields<AtStep> TOTAL = Fields.<AtStep>of()
            .number("ideal", "of f", "f without noise", at -> at.attribution().ideal()[at.step()])
            .number("noisy", "of f", "f with all of it", at -> at.attribution().noisy()[at.step()])
            .number("loss", "of f", "their difference", at -> at.attribution().loss(at.step()))
            .flag(
                    "exact",
                    "whether all coalitions were evaluated; `false` where orders were sampled",
                    at -> at.attribution().exact())
            .count(
                    "coalitions",
                    "how many were evaluated",
                    at -> at.attribution().evaluations())
            .number(
                    "non-additive",
                    "of f",
                    "the loss minus the sum of all `only`",
                    at -> at.attribution().nonAdditive(at.step()))
            .number(
                    "residual",
                    "of f",
                    "the loss minus the sum of all `shapley`",
                    at -> at.attribution().residual(at.step()));

    private static final Fields<Covered> COVERED = Fields.<Covered>of()
            .text("operation", "that met noise in the first start's circuit", Covered::operation)
            .text("qubit", "its qubit; `null` for channels on several", Covered::qubit)
            .text("mechanism", "of the noise; crosstalk appears with both of its qubits", Covered::mechanism)
            .count("count", "how often", Covered::count)
            .number(
                    "ns",
                    "ns",
                    "how long these operations take in all, to 1e-6 ns; 0 for readout and channels" + " `on: step`",
                    covered -> AttributionFigures.Tables.nanoseconds(covered.seconds()));

    private static final ReportColumns<Share> SHARES = SHARE.inReport()
            .columns("mechanism")
            .words("qubit", "qubit", Share::qubitInWords)
            .columns("operation", "step")
            .number("shapley", "share of the loss (Shapley)", (share, x) -> MeritText.number(x))
            .number("standard-error", "standard error", (share, x) -> String.format(Locale.ROOT, "%.1g", x))
            .derived("percent", "the share in percent of the loss", AttributionType::percent)
            .number("leave-one-out", "gained without it", (share, x) -> MeritText.number(x))
            .number("only", "cost alone", (share, x) -> MeritText.number(x));

    /** Analyses of one circuit have the same. */
    private static final ReportColumns<Covered> COVERAGE = COVERED.inReport()
            .columns("operation")
            .words("qubit", "qubit", covered -> Objects.requireNonNullElse(covered.qubit(), "several"))
            .columns("mechanism")
            .column("count", "times")
            .number(
                    "ns",
                    "ns",
                    (covered, x) -> BigDecimal.valueOf(x).stripTrailingZeros().toPlainString());

    private static final Fields<Result> FIELDS = Fields.<Result>of()
            .include(result -> result.plan().merit(), SharedFields.MERIT)
            .include(AtStep::last, TOTAL.only("ideal", "noisy", "loss", "exact", "coalitions"))
            .objects("contributions", result -> AtStep.last(result).shares(), SHARE)
            .include(AtStep::last, TOTAL.only("non-additive", "residual"))
            .object(
                    "by-step",
                    Result::attribution,
                    Fields.<Attribution>of()
                            .numbers("ideal", "of f", "by step from 0 to `at-step`", Attribution::ideal)
                            .numbers("noisy", "of f", "likewise", Attribution::noisy)
                            .rows("shapley", "of f", "[contribution][step]", Attribution::shapley)
                            .rows("leave-one-out", "of f", "likewise", Attribution::leaveOneOut)
                            .rows("only", "of f", "likewise", Attribution::only)
                            .rows(
                                    "standard-error",
                                    "of f",
                                    "likewise; absent where `shapley` is exact",
                                    Attribution::standardErrors)
                            .onlyIf(attribution -> !attribution.exact()))
            .objects("coverage", Covered::of, COVERED)
            .texts("untouched", "operations, with their qubit, that met no noise", AttributionFigures.Tables::untouched)
            .include(Result::pulses, SharedFields.PULSES);

    private static final List<Table<Result>> TABLES = List.of(
            Table.of(
                    "",
                    "a contribution to the loss after `at_step`, from 0 to the analysis' own; `step` is the step whose"
                            + " noise it is; `standard_error` is 0 where `shapley` is exact",
                    result -> AtStep.all(result).stream()
                            .flatMap(after -> after.shares().stream())
                            .toList(),
                    Fields.<Share>of()
                            .count(
                                    "at-step",
                                    "after which",
                                    share -> share.after().step())
                            .include(share -> share, PLAYER)
                            .include(
                                    share -> share, VALUES.only("shapley", "standard-error", "leave-one-out", "only"))),
            Table.of(
                    "totals",
                    "a step",
                    AtStep::all,
                    Fields.<AtStep>of()
                            .count("at-step", "after which", AtStep::step)
                            .include(
                                    at -> at,
                                    TOTAL.only(
                                            "ideal",
                                            "noisy",
                                            "loss",
                                            "non-additive",
                                            "residual",
                                            "exact",
                                            "coalitions"))),
            Table.of(
                    "coverage",
                    "an entry of `coverage`; operations that met no noise have no mechanism and a count of 0; `seconds`"
                            + " is `ns` in seconds",
                    Covered::all,
                    COVERED.only("operation", "qubit", "mechanism", "count")
                            .number("seconds", "s", "`ns` in seconds", Covered::seconds)),
            SharedFields.pulses(Result::pulses));

    /** The one instance. */
    public static final AnalysisType<Plan, Result> TYPE = new AttributionType();

    private AttributionType() {
        super(
                "decoherence-budget",
                "The loss from ideal to noisy, divided among the noise.",
                Plan.class,
                Result.class,
                FIELDS,
                TABLES);
    }

    @Override
    protected PreparedAnalysis<?, Result> prepare(Plan plan, SimulationOptions options) {
        return new AttributionAnalysis(plan, options);
    }

    @Override
    public Optional<Plan> read(MappingReader analysis, Header header) {
        Optional<FigureOfMerit> merit = FigureOfMerit.read(analysis, header.setup());
        ValueReader splitValue = analysis.optional("split-by");
        Optional<Set<Split>> splits =
                splitValue.isPresent() ? splits(splitValue) : Optional.of(Set.of(Split.MECHANISM));
        double error = analysis.optional("standard-error").number(ERROR).orElse(1e-4);
        int orders = analysis.optional("max-permutations")
                .integer(Rule.between(2, 1_000_000))
                .orElse(2000);
        ValueReader besideValue = analysis.optional("beside");
        Optional<Plan.Beside> beside = besideValue.text().map(id -> new Plan.Beside(id, besideValue.location()));
        return merit.flatMap(m -> splits.map(s -> new Plan(header, m, s, error, orders, beside)));
    }

    private static Optional<Set<Split>> splits(ValueReader value) {
        Optional<List<Split>> named = value.list(s -> s.oneOf(Split.class));
        if (named.isPresent() && named.get().isEmpty()) {
            value.problem("must name at least one of mechanism, qubit, operation, step, but is empty");
            return Optional.empty();
        }
        return named.map(Set::copyOf);
    }

    @Override
    protected List<Figure> figures(Result result, List<AnalysisResult> all) {
        return AttributionFigures.of(result, all);
    }

    @Override
    protected List<String> figureParts(Plan plan) {
        return List.of("", "by-step");
    }

    @Override
    protected List<Report.TextTable> reportTables(Result result) {
        return List.of(SHARES.table(
                AttributionFigures.Tables.caption(result), AtStep.last(result).shares()));
    }

    @Override
    protected Optional<SharedTable> sharedTable(Result result) {
        return Optional.of(new SharedTable(
                "Which noise met which operation",
                COVERAGE.table(AttributionFigures.Tables.coverageCaption(result), Covered.of(result))));
    }

    @Override
    protected Optional<String> answer(Result result) {
        return Optional.of(AttributionFigures.Tables.answer(result));
    }

    @Override
    protected void checkAmong(Plan plan, List<AnalysisPlan> all, Problems problems) {
        plan.beside().ifPresent(beside -> {
            String problem = mismatch(plan, beside.id(), all.subList(0, all.indexOf(plan)));
            if (!problem.isEmpty()) {
                problems.error(beside.location(), "`beside` " + problem);
            }
        });
    }

    private static String mismatch(Plan attribution, String id, List<AnalysisPlan> earlier) {
        List<String> known = TYPE.plansAmong(earlier).map(AnalysisPlan::id).toList();
        Optional<AnalysisPlan> named =
                earlier.stream().filter(plan -> plan.id().equals(id)).findFirst();
        if (named.isEmpty()) {
            return "must be the id of a decoherence-budget before this one ("
                    + (known.isEmpty() ? "there is none" : "one of " + String.join(", ", known)) + "), but was `" + id
                    + "`";
        }
        if (!known.contains(id)) {
            return "must be the id of a decoherence-budget, but `" + id + "` is of type "
                    + named.get().type().name();
        }
        Plan other = TYPE.plansAmong(earlier)
                .filter(plan -> plan.id().equals(id))
                .findFirst()
                .orElseThrow();
        if (!other.splits().equals(attribution.splits())) {
            return "must name an analysis with the same split-by, " + splits(attribution.splits()) + ", but `" + id
                    + "` has " + splits(other.splits());
        }
        if (!other.merit().observable().equals(attribution.merit().observable())) {
            return "must name an analysis of the same observable, "
                    + attribution.merit().name() + ", but `" + id + "` is about "
                    + other.merit().name() + (other.merit().isMeasured() ? ", measured" : "");
        }
        return "";
    }

    private static String splits(Set<Split> splits) {
        return splits.stream()
                .sorted()
                .map(s -> s.name().toLowerCase(Locale.ROOT))
                .toList()
                .toString();
    }

    private static String percent(Share share) {
        double loss = share.attribution().loss(share.after().step());
        return loss == 0
                ? ""
                : String.format(
                        Locale.ROOT, "%.1f", 100 * share.at(share.attribution().shapley()) / loss);
    }
}
