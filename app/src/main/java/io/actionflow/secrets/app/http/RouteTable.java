package io.actionflow.secrets.app.http;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.pathmap.MatchedResource;
import org.eclipse.jetty.http.pathmap.PathMappings;
import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;
import org.eclipse.jetty.util.URIUtil;

/** Finds the route of a method and a path. */
final class RouteTable {

    /**
     * A route with the values of its path's parameters, decoded.
     *
     * @param parameters by name
     */
    record Found(Route route, Map<String, String> parameters) {}

    // template → method → route
    private final PathMappings<Map<String, Route>> templates = new PathMappings<>();

    RouteTable(List<Route> routes) {
        Map<String, Map<String, Route>> methods = new HashMap<>();
        Map<String, String> shapes = new HashMap<>();
        for (Route route : routes) {
            String shape = route.template().replaceAll("\\{[^/]*}", "{}");
            if (!route.template().equals(shapes.computeIfAbsent(shape, key -> route.template()))) {
                throw new IllegalArgumentException(route.template() + " and " + shapes.get(shape) + " look the same");
            }
            if (methods.computeIfAbsent(route.template(), key -> new TreeMap<>())
                            .put(route.method(), route)
                    != null) {
                throw new IllegalArgumentException(route.method() + " " + route.template() + " is there twice");
            }
        }
        methods.forEach((template, byMethod) -> templates.put(new UriTemplatePathSpec(template), byMethod));
    }

    /**
     * The route; throws the problem to answer with where there is none.
     *
     * @param path canonical: what stands for itself is decoded, what separates is not, and what could be either was refused
     */
    Found find(String method, String path) {
        MatchedResource<Map<String, Route>> matched = templates.getMatched(path);
        if (matched == null || !(matched.getPathSpec() instanceof UriTemplatePathSpec template)) {
            throw Problem.of(404, "NOT_FOUND", "There is nothing at this path").asException();
        }
        Route route = matched.getResource().get(method);
        if (route == null) {
            throw notAllowed(matched.getResource().keySet()).asException();
        }
        Map<String, String> parameters = template.getPathParams(path);
        return new Found(route, parameters == null ? Map.of() : decoded(parameters));
    }

    private static Map<String, String> decoded(Map<String, String> parameters) {
        Map<String, String> decoded = new HashMap<>();
        parameters.forEach((name, value) -> decoded.put(name, URIUtil.decodePath(value)));
        return decoded;
    }

    private static Problem notAllowed(Collection<String> methods) {
        return Problem.of(405, "METHOD_NOT_ALLOWED", "This path takes " + String.join(", ", methods))
                .with("allowed", List.copyOf(methods));
    }
}
