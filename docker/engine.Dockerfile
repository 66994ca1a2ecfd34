# The engine alone, on a Java runtime with only the modules that it needs. From the top of the project:
#   mvn package && docker build -f docker/engine.Dockerfile -t dicegate-engine . && docker run --rm dicegate-engine
# Tags, not digests, so that each build has the security fixes of the day; src/docs/run.md tells how to pin them.
FROM eclipse-temurin:21 AS java
WORKDIR /tmp
COPY target/dicegate-engine.jar .
# jdeps names the modules at build time, so that a new one cannot be forgotten.
RUN modules=$(jdeps --multi-release 21 --ignore-missing-deps --print-module-deps dicegate-engine.jar) && \
    jlink --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --compress zip-6 --output /java

# Not distroless: the health check needs bash; a JVM for each check would cost more than bash does.
FROM debian:13-slim

ARG VERSION=1.0.0-SNAPSHOT
LABEL org.opencontainers.image.title="Dicegate engine" \
      org.opencontainers.image.description="Rolls dice for gateways of Dicegate, over ZeroMQ." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="$VERSION"

COPY --from=java /java /opt/java
WORKDIR /opt/dicegate
COPY docker/greeting greeting
COPY target/dicegate-engine.jar dicegate-engine.jar

# It writes nothing: a read-only root needs no tmpfs, and -XX:-UsePerfData keeps /tmp clean too.
USER 10001:10001
# All addresses, since loopback is unreachable from outside a container. Unencrypted unless
# DICEGATE_ENGINE_CURVE_* is set: protect port 5556.
ENV DICEGATE_ENGINE_BIND=tcp://*:5556
EXPOSE 5556
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=3s --start-period=10s --retries=3 CMD ["/opt/dicegate/greeting"]
ENTRYPOINT ["/opt/java/bin/java", "-XX:+UseSerialGC", "-Xmx32m", "-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData", \
            "-jar", "dicegate-engine.jar"]
