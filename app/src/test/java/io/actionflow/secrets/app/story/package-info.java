/**
 * One story, told over HTTP and the command line to a system of real processes, two of each service. {@code StorySuite} is
 * the story; a {@link io.actionflow.secrets.app.story.Place} is where it happens: on the embedded broker always, on the
 * cluster of docker-compose.yml where that is up.
 */
package io.actionflow.secrets.app.story;
