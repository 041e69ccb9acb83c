# Stage 1: the locked packages and this one, with its migrations, in a virtual environment.
FROM python:3.12-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /build
RUN python -m venv /opt/venv
COPY requirements.lock ./
RUN /opt/venv/bin/pip install --require-hashes --requirement requirements.lock
COPY pyproject.toml README.md LICENSE NOTICE alembic.ini ./
COPY alembic ./alembic
COPY app ./app
COPY manset ./manset
RUN /opt/venv/bin/pip install --no-deps .

# Stage 2: the service, as a user without rights.
FROM python:3.12-slim
RUN useradd --system --uid 10001 --create-home --home-dir /data news
WORKDIR /srv
COPY --from=build /opt/venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    NEWS_HOST=0.0.0.0 NEWS_PORT=8000 NEWS_DATABASE_URL=sqlite:////data/news.db
USER news
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f'http://127.0.0.1:{os.environ[\"NEWS_PORT\"]}/readyz', timeout=2)"]
# Run it with --init --stop-timeout 30: running requests end within 20 s of a stop.
CMD ["manset", "serve", "--migrate"]
