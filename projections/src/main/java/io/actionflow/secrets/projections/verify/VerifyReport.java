package io.actionflow.secrets.projections.verify;

import java.util.List;

/** What a verification came to: whole if nothing was found. The findings are in the order of partitions and offsets. */
public record VerifyReport(List<Finding> findings, Totals totals) {

    public VerifyReport {
        findings = List.copyOf(findings);
    }

    public boolean whole() {
        return totals.findings() == 0;
    }
}
