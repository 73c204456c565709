package org.strangenoise.studies.attribution;

import java.math.BigDecimal;
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
import org.strangenoise.figures.report.ReportTable;
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
import org.strangenoise.studies.config.FigureOfMeritReader;
import org.strangenoise.studies.presentation.MeritText;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** The loss from ideal to noisy, divided among the noise. */
public final class AttributionType extends AnalysisType<AttributionPlan, AttributionResult> {

    /** The one instance. */
    public static final AttributionType TYPE = new AttributionType();

    private static final Rule ERROR = new Rule("be positive and at most 1", x -> x > 0 && x <= 1);

    /** A player with its result. */
    private record Share(AttributionResult result, int player) {
        Player of() {
            return result.players().get(player);
        }

        @Nullable
        String qubit() {
            Integer qubit = of().qubit();
            return qubit == null ? null : result.qubits().get(qubit);
        }

        /** The qubit, or why there is none. */
        String qubitInWords() {
            String name = qubit();
            return name != null ? name : result.plan().splits().contains(Split.QUBIT) ? "several" : "";
        }

        double at(double[][] values) {
            return values[player][result.plan().merit().step()];
        }

        Attribution attribution() {
            return result.attribution();
        }
    }

    /** A row of the coverage with its result. */
    private record Covered(AttributionResult result, NoiseCoverage.Row row) {
        @Nullable
        String qubit() {
            return row.qubit() < 0 ? null : result.qubits().get(row.qubit());
        }
    }

    private static final Fields<Share> SHARE = Fields.<Share>of()
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
                    share -> Optional.ofNullable(share.of().step()))
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
                    share -> share.at(share.attribution().standardErrors()))
            .onlyIf(share -> !share.attribution().exact());

    private static final Fields<Covered> COVERED = Fields.<Covered>of()
            .text(
                    "operation",
                    "that met noise in the first start's circuit",
                    covered -> covered.row().operation())
            .text("qubit", "its qubit; `null` for channels on several", Covered::qubit)
            .text(
                    "mechanism",
                    "of the noise; crosstalk appears with both of its qubits",
                    covered -> covered.row().mechanism())
            .count("count", "how often", covered -> covered.row().count())
            .number(
                    "ns",
                    "ns",
                    "how long these operations take in all, to 1e-6 ns; 0 for readout and channels" + " `on: step`",
                    covered -> AttributionTables.nanoseconds(covered.row().seconds()));

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

    private static final Fields<AttributionResult> FIELDS = Fields.<AttributionResult>of()
            .include(result -> result.plan().merit(), SharedFields.MERIT)
            .number(
                    "ideal",
                    "of f",
                    "f without noise",
                    result -> result.attribution().ideal()[step(result)])
            .number(
                    "noisy",
                    "of f",
                    "f with all of it",
                    result -> result.attribution().noisy()[step(result)])
            .number(
                    "loss",
                    "of f",
                    "their difference",
                    result -> result.attribution().loss(step(result)))
            .flag(
                    "exact",
                    "whether all coalitions were evaluated; `false` where orders were sampled",
                    result -> result.attribution().exact())
            .count(
                    "coalitions",
                    "how many were evaluated",
                    result -> result.attribution().evaluations())
            .objects("contributions", AttributionType::shares, SHARE)
            .number(
                    "non-additive",
                    "of f",
                    "the loss minus the sum of all `only`",
                    result -> result.attribution().nonAdditive(step(result)))
            .number(
                    "residual",
                    "of f",
                    "the loss minus the sum of all `shapley`",
                    result -> result.attribution().residual(step(result)))
            .object(
                    "by-step",
                    AttributionResult::attribution,
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
            .objects("coverage", AttributionType::covered, COVERED)
            .texts("untouched", "operations, with their qubit, that met no noise", AttributionTables::untouched)
            .include(AttributionResult::pulses, SharedFields.PULSES);

    private static final List<Table<AttributionResult>> TABLES = List.of(
            Table.always(
                    "",
                    AttributionTables.CONTRIBUTIONS,
                    "a contribution to the loss after `at_step`, from 0 to the analysis' own; `step` is the step whose"
                            + " noise it is; `standard_error` is 0 where `shapley` is exact",
                    AttributionTables::contributionsByStep),
            Table.always("totals", AttributionTables.TOTALS, "a step", AttributionTables::totals),
            Table.always(
                    "coverage",
                    AttributionTables.COVERAGE,
                    "an entry of `coverage`; operations that met no noise have no mechanism and a count of 0; `seconds`"
                            + " is `ns` in seconds",
                    AttributionTables::coverageRows),
            SharedFields.pulses(AttributionResult::pulses));

    private AttributionType() {
        super("decoherence-budget", AttributionPlan.class, AttributionResult.class);
    }

    @Override
    public String summary() {
        return "The loss from ideal to noisy, divided among the noise.";
    }

    @Override
    protected PreparedAnalysis<?, AttributionResult> prepare(AttributionPlan plan, SimulationOptions options) {
        return new AttributionAnalysis(plan, options);
    }

    @Override
    public Optional<AttributionPlan> read(MappingReader analysis, Header header) {
        Optional<FigureOfMerit> merit = FigureOfMeritReader.read(analysis, header.setup());
        ValueReader splitValue = analysis.optional("split-by");
        Optional<Set<Split>> splits =
                splitValue.isPresent() ? splits(splitValue) : Optional.of(Set.of(Split.MECHANISM));
        double error = analysis.optional("standard-error").number(ERROR).orElse(1e-4);
        int orders = analysis.optional("max-permutations")
                .integer(Rule.between(2, 1_000_000))
                .orElse(2000);
        ValueReader besideValue = analysis.optional("beside");
        Optional<AttributionPlan.Beside> beside =
                besideValue.text().map(id -> new AttributionPlan.Beside(id, besideValue.location()));
        return merit.flatMap(m -> splits.map(s -> new AttributionPlan(header, m, s, error, orders, beside)));
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
    public Fields<AttributionResult> fields() {
        return FIELDS;
    }

    @Override
    public List<Table<AttributionResult>> tables() {
        return TABLES;
    }

    @Override
    protected List<Figure> figures(AttributionResult result, List<AnalysisResult> all) {
        return AttributionFigures.of(result, all);
    }

    @Override
    protected List<String> figureParts(AttributionPlan plan) {
        return List.of("", "by-step");
    }

    @Override
    protected List<ReportTable> reportTables(AttributionResult result) {
        return List.of(SHARES.table(AttributionTables.caption(result), shares(result)));
    }

    @Override
    protected Optional<SharedTable> sharedTable(AttributionResult result) {
        return Optional.of(new SharedTable(
                "Which noise met which operation",
                COVERAGE.table(AttributionTables.coverageCaption(result), covered(result))));
    }

    @Override
    protected Optional<String> answer(AttributionResult result) {
        return Optional.of(AttributionTables.answer(result));
    }

    @Override
    protected void checkAmong(AttributionPlan plan, List<AnalysisPlan> all, Problems problems) {
        plan.beside().ifPresent(beside -> {
            String problem = mismatch(plan, beside.id(), all.subList(0, all.indexOf(plan)));
            if (!problem.isEmpty()) {
                problems.error(beside.location(), "`beside` " + problem);
            }
        });
    }

    private static String mismatch(AttributionPlan attribution, String id, List<AnalysisPlan> earlier) {
        Optional<AnalysisPlan> named =
                earlier.stream().filter(plan -> plan.id().equals(id)).findFirst();
        if (named.isEmpty()) {
            List<String> known = earlier.stream()
                    .filter(AttributionPlan.class::isInstance)
                    .map(AnalysisPlan::id)
                    .toList();
            return "must be the id of a decoherence-budget before this one ("
                    + (known.isEmpty() ? "there is none" : "one of " + String.join(", ", known)) + "), but was `" + id
                    + "`";
        }
        if (!(named.get() instanceof AttributionPlan other)) {
            return "must be the id of a decoherence-budget, but `" + id + "` is of type "
                    + named.get().type().name();
        }
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
        double loss = share.attribution().loss(step(share.result()));
        return loss == 0
                ? ""
                : String.format(
                        Locale.ROOT, "%.1f", 100 * share.at(share.attribution().shapley()) / loss);
    }

    private static int step(AttributionResult result) {
        return result.plan().merit().step();
    }

    private static List<Share> shares(AttributionResult result) {
        return IntStream.range(0, result.players().size())
                .mapToObj(player -> new Share(result, player))
                .toList();
    }

    private static List<Covered> covered(AttributionResult result) {
        return result.coverage().rows().stream()
                .map(row -> new Covered(result, row))
                .toList();
    }
}
