# The gateway, with an engine in it, on WildFly. From the top of the project:
#   mvn package && docker build -f docker/wildfly.Dockerfile -t dicegate-wildfly . && docker run --rm -p 8088:8088 dicegate-wildfly
# Based on WildFly's own image, which WildFly's users know, and which is rebuilt for security fixes of its base:
# so a tag, not a digest; src/docs/run.md tells how to pin it.
FROM quay.io/wildfly/wildfly:39.0.1.Final-jdk21

ARG VERSION=1.0.0-SNAPSHOT
LABEL org.opencontainers.image.title="Dicegate on WildFly" \
      org.opencontainers.image.description="Rolls dice for many browsers at once: WebSocket in front, ZeroMQ engines behind." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="$VERSION"

COPY docker/ready docker/wildfly.cli target/dicegate.war /opt/dicegate/
# The image's user jboss, as a number, so that Kubernetes can see that it is not root.
USER 1000
RUN "$JBOSS_HOME/bin/jboss-cli.sh" --file=/opt/dicegate/wildfly.cli && \
    cd "$JBOSS_HOME/standalone" && rm -rf configuration/standalone_xml_history data log tmp

# Half of the container's memory is heap. An -Xmx in JAVA_TOOL_OPTIONS overrides it; JAVA_OPTS would
# replace all of WildFly's own options too. sun.net.inetaddr.ttl: as in Dockerfile.
ENV JBOSS_JAVA_SIZING="-XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError -Dsun.net.inetaddr.ttl=3 -Ddicegate.exit-if-invalid=true" \
    LAUNCH_JBOSS_IN_BACKGROUND=true
EXPOSE 8088
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 CMD ["/opt/dicegate/ready"]

# PID 1 is WildFly's script: with LAUNCH_JBOSS_IN_BACKGROUND it forwards SIGTERM to java, and waits. WildFly
# then closes all WebSockets at once, with 1001, so the drain does less than on Payara Micro.
# Everything is written to /tmp: with --read-only it needs --tmpfs /tmp:size=64m.
ENTRYPOINT ["/opt/jboss/wildfly/bin/standalone.sh", "-b", "0.0.0.0", "--read-only-server-config=standalone.xml", \
            "-Djboss.server.data.dir=/tmp/data", "-Djboss.server.log.dir=/tmp/log", "-Djboss.server.temp.dir=/tmp/tmp"]
