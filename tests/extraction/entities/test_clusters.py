"""The clusters of words, and the file that holds them."""

from pathlib import Path

import pytest

from app.extraction.entities import clusters
from app.extraction.entities.clusters import LOW, cluster_attributes, pack_clusters


@pytest.mark.parametrize(
    ("language", "word", "same"),
    [
        ("de", "Obama", "Merkel"),
        ("de", "OBAMA", "Merkel"),  # in capitals
        ("es", "Madrid", "Barcelona"),
        ("tr", "galatasaray", "fenerbahçe"),
    ],
)
def test_words_of_one_word_cluster_have_a_common_feature(language: str, word: str, same: str) -> None:
    shared = {*cluster_attributes(word, word.lower(), language)} & {*cluster_attributes(same, same.lower(), language)}
    assert any(name.endswith(tuple("0123456789")) for name in shared)


def test_a_word_that_is_in_no_word_cluster_has_no_cluster_features() -> None:
    assert cluster_attributes("qxzwv", "qxzwv", "de") == []


def test_a_packed_file_of_word_clusters_is_read_back_unchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = pack_clusters({"de": {"Berg": 1, "gehen": 0}}, {"de": [["verb"], ["place", "noun"]]})
    path = tmp_path / "clusters.model"
    path.write_bytes(content)
    monkeypatch.setattr(clusters, "CLUSTERS", path)
    clusters._tables.cache_clear()
    try:
        assert cluster_attributes("Berg", "berg", "de") == ["place", "noun"]
        assert cluster_attributes("Bergs", "bergs", "de") == ["place", "noun"]  # without its case ending
        assert cluster_attributes("Gehen", "gehen", "de") == ["verb", LOW]
        assert cluster_attributes("Berg", "berg", "en") == ["place", "noun"]
        assert cluster_attributes("gehen", "gehen", "en") == []
    finally:
        clusters._tables.cache_clear()
