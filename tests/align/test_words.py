"""Words and what they mean, on a vocabulary small enough to see through."""

import numpy as np

from policydiff.align.words import Bag, Vocabulary, Words, around, best_matches, divide, load_words, make_bag, split_words, unit
from policydiff.lexicons import load_lexicon

VOCABULARY = Vocabulary({"新建": -3.0, "公园": -3.0, "新": -5.0, "建": -5.0, "公": -5.0, "园": -5.0})
PLACES = {"减税": 0, "降费": 1, "公园": 2}
TABLE = unit(np.asarray([[1.0, 0.0], [0.8, 0.6], [0.0, 1.0]], dtype=np.float32))
RARITY = np.asarray([4.0, 4.0, 2.0])


def bag(*texts):
    words = np.asarray([PLACES[word] for text in texts for word in text], dtype=np.int64)
    return make_bag(words, np.repeat(np.arange(len(texts)), [len(text) for text in texts]), len(texts), RARITY, 8)


class TestDivision:
    def test_the_most_probable_division_wins(self):
        assert divide(["新建公园"], VOCABULARY) == [["新建", "公园"]]

    def test_a_character_that_was_never_seen_is_a_word(self):
        assert divide(["新建龘"], VOCABULARY) == [["新建", "龘"]]

    def test_figures_and_punctuation_are_no_words(self):
        assert split_words(["新建5公园，ai！"], VOCABULARY) == [["新建", "公园", "AI"]]

    def test_nothing_gives_nothing(self):
        assert split_words([""], VOCABULARY) == [[]]
        assert split_words([], VOCABULARY) == []


class TestBags:
    def test_rare_words_weigh_more(self):
        assert bag(["公园", "减税"]).weights.tolist() == [[2.0, 4.0]]

    def test_words_no_rarer_than_the_least_count_for_nothing(self):
        assert bag(["公园", "减税"]).total(TABLE, 2.0).tolist() == [[2.0, 0.0]]

    def test_the_last_words_of_a_text_shorter_than_asked_for_are_all_of_it(self):
        tail = bag(["减税"], ["减税", "降费", "公园"]).last(2)
        assert [[w for w, weight in zip(*row, strict=True) if weight] for row in zip(tail.words, tail.weights, strict=True)] == [
            [0],
            [1, 2],
        ]


class TestMatches:
    def match(self, one: Bag, other: Bag):
        forth, back = best_matches(one, other, TABLE, np.array([0]), np.array([0]))
        return round(float(forth[0]), 4), round(float(back[0]), 4)

    def test_the_same_words_meet_fully(self):
        assert self.match(bag(["减税", "公园"]), bag(["公园", "减税"])) == (1.0, 1.0)

    def test_a_word_of_like_meaning_meets_in_part(self):
        assert self.match(bag(["减税"]), bag(["降费"])) == (0.8, 0.8)

    def test_the_one_that_says_more_is_less_covered(self):
        forth, back = self.match(bag(["减税"]), bag(["减税", "公园"]))
        assert forth == 1.0 and back < 0.7

    def test_without_words_nothing_meets(self):
        assert self.match(bag([]), bag(["减税"])) == (0.0, 0.0)


def test_around_leaves_itself_out():
    rows = np.asarray([[1.0], [2.0], [4.0]])
    assert around(rows, 1).tolist() == [[2.0], [5.0], [2.0]]


class TestThePack:
    def test_words_go_together_that_reports_use_alike(self):
        words: Words = load_words(load_lexicon("zh"))
        one, near, far = (words.vectors[words.places[word]] for word in ("托育", "养老", "铁路"))
        assert one @ near > one @ far + 0.2

    def test_every_word_has_a_vector_of_unit_length_or_none(self):
        words = load_words(load_lexicon("zh"))
        assert set(np.linalg.norm(words.vectors, axis=1).round(3).tolist()) <= {0.0, 1.0}
        assert len(words.places) == len(words.vectors) == len(words.counts)
