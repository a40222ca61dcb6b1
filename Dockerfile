# Makker in a container: it writes to two volumes and nowhere else. In /data is what it keeps, in /key what opens it.
#
#   docker build -t makker .
#   docker run --read-only --tmpfs /tmp -v makker-data:/data -v makker-key:/key -e MAKKER_TOKEN=... makker
#
# docs/compose.yaml has the same, hardened, with a nightly copy.
#
# Debian's SQLite is older than 3.51.3 and can, rarely, hurt a database that two connections write at once. One Makker
# writes through one connection, and a nightly copy adds one row, so run one container on a volume; for more, set
# MAKKER_DATABASE_URL to PostgreSQL.
FROM python:3.12-slim-trixie AS build
RUN python -m venv /opt/makker
ENV PATH=/opt/makker/bin:$PATH
COPY requirements.lock /src/
RUN pip install --no-cache-dir --require-hashes -r /src/requirements.lock
COPY . /src
RUN pip install --no-cache-dir --no-deps /src && pip uninstall --yes pip

FROM python:3.12-slim-trixie
RUN useradd --system --uid 10001 --no-create-home --home-dir /data makker \
    && install --directory --owner=makker --group=makker --mode=0700 /data /key /copies
COPY --from=build /opt/makker /opt/makker
ENV PATH=/opt/makker/bin:$PATH PYTHONDONTWRITEBYTECODE=1 \
    MAKKER_DATABASE_URL=sqlite:////data/makker.db MAKKER_KEY_FILE=/key/makker.key \
    MAKKER_HTTP=0.0.0.0:8080 MAKKER_LOG=json
USER makker
WORKDIR /data
VOLUME /data /key
EXPOSE 8080
HEALTHCHECK --interval=60s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8080/healthz')"]
# SIGTERM, which `docker stop` sends, stops it in order within its ten seconds.
ENTRYPOINT ["makker"]
CMD ["run"]
