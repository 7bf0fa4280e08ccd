package io.actionflow.secrets.projections.topology;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * How large a store is, over all partitions that are here. RocksDB estimates it: what was overwritten or deleted counts
 * until it is compacted away.
 *
 * @param records how many there are, about
 * @param bytes what they take on disk and in memory, compressed as they are
 */
public record StoreSize(long records, long bytes) {

    private static final String GROUP = "stream-state-metrics";

    static StoreSize of(String store, Map<MetricName, ? extends Metric> metrics) {
        long records = 0;
        long bytes = 0;
        for (Map.Entry<MetricName, ? extends Metric> metric : metrics.entrySet()) {
            MetricName name = metric.getKey();
            if (!name.group().equals(GROUP) || !name.tags().containsValue(store)) {
                continue;
            }
            switch (name.name()) {
                case "estimate-num-keys" -> records += number(metric.getValue());
                case "live-sst-files-size", "size-all-mem-tables" -> bytes += number(metric.getValue());
                default -> {}
            }
        }
        return new StoreSize(records, bytes);
    }

    private static long number(Metric metric) {
        return metric.metricValue() instanceof Number number ? number.longValue() : 0;
    }
}
