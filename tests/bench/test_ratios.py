"""The benchmark runs; what it measures is for people to read, no time is asserted."""

from tests.bench import ratios


def test_the_benchmark_prints_its_ratios(small, monkeypatch, capsys):
    monkeypatch.setattr(ratios, "SEEDS", small)
    monkeypatch.setattr(ratios, "stay_on_one_core", lambda: None)
    ratios.main(["--quick"])
    assert [line.split(" / ")[0] for line in capsys.readouterr().out.splitlines()[1:]] == [
        "full extraction",
        "compare process",
        "alignment",
        "--help",
        *(f"reading {name}" for name in ratios.READ),
    ]


def test_a_list_of_clauses_is_measured_in_a_process_of_its_own(tmp_path):
    clauses = tmp_path / "clauses.json"
    clauses.write_text('["新建公园三座", "改造老旧小区二十个", "开通航线两条"]', encoding="utf-8")
    for what in ("aligned", "bare"):
        assert ratios.measure(clauses, 10, what).keys() == {"seconds", "MiB"}
