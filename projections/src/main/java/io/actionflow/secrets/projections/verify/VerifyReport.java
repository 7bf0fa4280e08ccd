package io.actionflow.secrets.projections.verify;

import java.util.List;
import java.util.stream.Stream;

/** What a verification came to: whole if nothing was found. The findings are in the order of partitions and offsets. */
public record VerifyReport(List<Finding> findings, Totals totals) {

    public VerifyReport {
        findings = List.copyOf(findings);
    }

    /** The same, with findings from elsewhere ahead. */
    public VerifyReport after(List<Finding> others) {
        Stream<Finding> all = Stream.concat(others.stream(), findings.stream());
        return new VerifyReport(all.toList(), totals.withFindings(totals.findings() + others.size()));
    }

    public boolean whole() {
        return totals.findings() == 0;
    }
}
