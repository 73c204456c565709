package org.strangenoise.figures.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.render.SampleFigures;

/** A report with every kind of panel and hostile names. */
final class SampleReport {

    static final String HOSTILE = "</script><script>alert('\"&\u2028')</script>";

    private SampleReport() {}

    static Report of(List<Figure> figures) {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("version", "0.1.0");
        provenance.put("config-sha256", HOSTILE);
        return new Report(
                "neill-2016 " + HOSTILE,
                List.of("A summary " + HOSTILE),
                List.of(
                        new Report.Row("overlap at N = 10", "0.940 ± 0.005", "0.9396", true),
                        new Report.Row(HOSTILE, HOSTILE, HOSTILE, false)),
                List.of(
                        new Report.Section("Figures " + HOSTILE, List.of(HOSTILE), figures, List.of()),
                        new Report.Section(
                                "Table",
                                List.of(),
                                List.of(),
                                List.of(new Report.TextTable(
                                        HOSTILE,
                                        List.of(
                                                new Report.TextTable.Column("a", HOSTILE),
                                                new Report.TextTable.Column(HOSTILE, "")),
                                        List.of(List.of("−1.5", HOSTILE)))))),
                provenance,
                List.of("T2 clamped " + HOSTILE));
    }

    static Report withEverything() {
        return of(SampleFigures.all());
    }
}
