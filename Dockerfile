# One image for every service: its arguments are those of ./secrets. The jars are built before, by cluster/prepare or with
#   mvn -Pimage -DskipTests package && chmod -R go+rX app/target/image app/target/secrets.jar
FROM eclipse-temurin:25-jre

# Key files may be read by their owner alone: who runs the services has the number of who prepared the files.
ARG SECRETS_UID=10001
RUN useradd --uid "$SECRETS_UID" --non-unique --no-create-home --shell /usr/sbin/nologin secrets \
 && install -d -o secrets -m 0700 /var/lib/secrets

# What changes seldom goes first.
COPY app/target/image/lib /opt/secrets/lib
COPY cluster/healthy /opt/secrets/healthy
COPY app/target/secrets.jar /opt/secrets/secrets.jar

USER secrets
WORKDIR /var/lib/secrets
ENV LC_ALL=C.UTF-8

# SECRETS_JAVA_OPTS: options for the Java virtual machine. A shell is needed to take it apart, and gone once Java runs.
ENTRYPOINT ["/bin/bash", "-c", "exec java --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+ExitOnOutOfMemoryError ${SECRETS_JAVA_OPTS:--Xmx384m} -cp '/opt/secrets/secrets.jar:/opt/secrets/lib/*'${SECRETS_CLASS_PATH:+:$SECRETS_CLASS_PATH} io.actionflow.secrets.app.cli.Secrets \"$@\"", "secrets"]
CMD ["--help"]
