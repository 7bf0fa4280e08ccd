package io.actionflow.secrets.app.service;

import io.actionflow.secrets.app.config.KeyFiles;
import io.actionflow.secrets.app.config.ServiceConfig;
import io.actionflow.secrets.app.config.Setting;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;

/**
 * What a process starts its service with.
 *
 * @param kafka Kafka's settings, {@code state.dir} among them
 * @param meters where the service counts
 */
public record ServiceSetup(ServiceConfig config, Map<String, Object> kafka, KeyFiles keys, MeterRegistry meters) {

    /** Of a configuration that names a state directory. */
    public static ServiceSetup of(ServiceConfig config, MeterRegistry meters) {
        Map<String, Object> kafka = new HashMap<>(config.kafka());
        kafka.put("state.dir", config.path(Setting.STATE_DIRECTORY).toString());
        return new ServiceSetup(config, kafka, KeyFiles.of(config), meters);
    }
}
