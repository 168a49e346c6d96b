"""Learn the weights by which clauses are tagged.

    python -m policydiff.learn.clause_tags GOLD_FOLDER [--leave-out PLACE] [-o FILE]

Needs the extra ``train`` (python-crfsuite). It learns from the reports of the gold folder and from those of ``learn/annotated`` whose
texts stand in the folder ``reports`` beside it. The same annotated reports give the same file. ``--leave-out cn`` learns from all
documents whose name does not begin with ``cn``, to measure on a place that was not learnt from.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from policydiff.commitments.features import clause_features, with_neighbours
from policydiff.commitments.passages import passages, runs
from policydiff.commitments.tags import SCALE
from policydiff.evaluate import read_gold
from policydiff.learn.gold import Annotated, also_annotated, learning_options, learnt_from, read_annotated
from policydiff.lexicons import Lexicon, load_lexicon

SETTINGS = {"c1": 0.0, "c2": 0.7, "max_iterations": 150, "feature.minfreq": 6}
"""Penalties chosen by leaving each place out in turn; see docs/scores.md."""
LEAST = 30
"""Weights below this many thousandths say nothing and are left out."""
TAGS = ("B", "H", "I", "O")
SHIPPED = Path(__file__).parents[1] / "lexicons" / "zh" / "clause_tags.json"


def learn(annotated: Sequence[Annotated], lexicon: Lexicon) -> dict[str, object]:
    """The weights learnt from some annotated reports, in thousandths; features that say nothing are left out."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    for document in annotated:
        for run in passages(document.clauses):
            passage, tags = document.clauses[run.start : run.stop], document.tags[run.start : run.stop]
            names = with_neighbours(passage, clause_features(passage, lexicon))
            for paragraph in runs([clause.paragraph for clause in passage]):
                trainer.append(names[paragraph.start : paragraph.stop], tags[paragraph.start : paragraph.stop])
    trainer.set_params(SETTINGS)
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(f"{folder}/model")
        tagger = pycrfsuite.Tagger()
        tagger.open(f"{folder}/model")
        info = tagger.info()
    features: dict[str, list[int]] = {}
    for (name, tag), weight in info.state_features.items():
        features.setdefault(name, [0] * len(TAGS))[TAGS.index(tag)] = round(weight * SCALE)
    kept = {name: features[name] for name in sorted(features) if max(map(abs, features[name])) >= LEAST}
    transitions = [[round(info.transitions.get((before, after), 0.0) * SCALE) for after in TAGS] for before in TAGS]
    return {"tags": TAGS, "transitions": transitions, "features": kept}


def write_weights(weights: dict[str, object], path: Path) -> None:
    """One feature a line, so that a change can be read."""
    features = weights["features"]
    assert isinstance(features, dict)
    lines = [f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(row, separators=(',', ':'))}" for name, row in features.items()]
    head = f'{{"tags": {json.dumps(weights["tags"])},\n"transitions": {json.dumps(weights["transitions"])},\n"features": {{\n'
    path.write_text(head + ",\n".join(lines) + "\n}}\n", encoding="utf-8")


def main() -> None:
    """Learn and write."""
    options = learning_options("Learn the weights by which clauses are tagged.", SHIPPED)
    lexicon = load_lexicon("zh")
    gold = [read_annotated(document, lexicon) for document in read_gold(options.gold).documents]
    known = [*gold, *also_annotated(options.gold.parent / "reports", lexicon)]
    learnt = [document for document in known if learnt_from(document.name, options)]
    write_weights(learn(learnt, lexicon), options.output)


if __name__ == "__main__":
    main()
