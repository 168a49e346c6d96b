"""The benchmark runs; what it measures is for people to read, no time is asserted."""

from tests.bench import ratios


def test_the_benchmark_prints_its_three_ratios(small, monkeypatch, capsys):
    monkeypatch.setattr(ratios, "SEEDS", small)
    monkeypatch.setattr(ratios, "stay_on_one_core", lambda: None)
    ratios.main(["--quick"])
    assert [line.split(" / ")[0] for line in capsys.readouterr().out.splitlines()[1:]] == ["full extraction", "compare process", "--help"]
