# Makker in a container: everything it keeps is in the volume /data.
#
#   docker build -t makker .
#   docker run -v makker:/data -e MAKKER_TOKEN=... -p 127.0.0.1:8080:8080 makker
#
# Debian's SQLite is older than 3.51.3 and can, rarely, hurt a database that two connections write at once. One Makker
# writes through one connection, so run one container on a volume; for more, set MAKKER_DATABASE_URL to PostgreSQL.
FROM python:3.12-slim-trixie AS build
WORKDIR /src
COPY . .
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:3.12-slim-trixie
COPY requirements.lock /tmp/
RUN pip install --no-cache-dir --require-hashes -r /tmp/requirements.lock
COPY --from=build /wheels /tmp/wheels
RUN pip install --no-cache-dir --no-deps /tmp/wheels/*.whl && rm -r /tmp/wheels /tmp/requirements.lock \
    && useradd --system --create-home --home-dir /data makker
USER makker
WORKDIR /data
VOLUME /data
ENV MAKKER_HTTP=0.0.0.0:8080 MAKKER_LOG=json
EXPOSE 8080
# SIGTERM, which `docker stop` sends, stops it in order within its ten seconds.
ENTRYPOINT ["makker"]
CMD ["run"]
