"""Forty texts that are syntax in a query language, a format or a path, and must be plain text in a filter."""

HOSTILE_WORDS = (
    "'", "\"", "`", "''", "\\'", "\\", "%", "_", "%25", "*", "?", "[a-z]", ";", "--", "/*", "*/", "#", "$1", ":x", "@x",
    "' OR '1'='1", "' OR 1=1 --", "\" OR \"\"=\"", "1; DROP TABLE article", "'; DELETE FROM article; --",
    "' UNION SELECT secret_hash FROM api_key --", "x' AND sleep(9) --", "x'||pg_sleep(9)||'", "') OR ('a'='a",
    "article.headline", "NULL", "true", "{}", "[]", "{{7*7}}", "${jndi:ldap://x}", "../../etc/passwd", "<script>",
    "a\tb", "\u202eabc",
)  # fmt: skip
