package io.actionflow.secrets.app.config;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses to listen on, as people write them: host and port. */
public final class Address {

    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9A-Fa-f:.%a-z]+)]|([^:\\[\\]\\s]+)):([0-9]{1,5})");
    private static final int LAST_PORT = 65_535;

    private Address() {}

    /** Empty where it is none, or the host has no address here. */
    public static Optional<InetSocketAddress> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(3)) > LAST_PORT) {
            return Optional.empty();
        }
        String host = form.group(1) == null ? form.group(2) : form.group(1);
        InetSocketAddress address = new InetSocketAddress(host, Integer.parseInt(form.group(3)));
        return address.isUnresolved() ? Optional.empty() : Optional.of(address);
    }
}
