# The program and its pages in one small image, run by an unprivileged user.

FROM node:20-bookworm-slim AS pages
WORKDIR /src/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY schema ../schema
COPY frontend ./
RUN npm run build

FROM golang:1.26-bookworm AS program
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=pages /src/frontend/dist frontend/dist
RUN CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o /out/twingraph ./cmd/twingraph && mkdir /out/data

FROM debian:bookworm-slim
# Certificates of public authorities, for neo4j+s:// addresses.
COPY --from=program /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=program /out/twingraph /usr/local/bin/
COPY --from=program --chown=65532:65532 /out/data /data
USER 65532:65532
ENV TWINGRAPH_LISTEN=0.0.0.0:8080 \
    TWINGRAPH_DATA=/data/twingraph.db
# Used by the embedded store only, that is without NEO4J_URI.
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /readyz HTTP/1.0\\r\\nHost: 127.0.0.1:8080\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["twingraph"]
CMD ["serve", "--bundled"]
