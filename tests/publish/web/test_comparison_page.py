"""The web page of a comparison as a document: well-formed, closed to the network, complete without a script, deaf to hostile words."""

import base64
import hashlib
import html
import json
import re
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publish.sample import HOSTILE, comparison, hostile

from policydiff.model import Change, Notice, PolicydiffError, Span, Status
from policydiff.publish import Format, PageLanguage, publish_tables, render
from policydiff.publish.charts.gallery import gallery_of
from policydiff.publish.web.page import script_json
from policydiff.publish.web.pictures import bilingual
from policydiff.publish.web.rows import ChangeRow, permanent_names, web_page
from policydiff.publish.web.texts import ShownText
from policydiff.publish.web.words import Phrase, known_phrase, reason_phrases, word_table
from policydiff.tables.words import FACET_WORDS

WEB = Path(__file__).parents[3] / "src" / "policydiff" / "publish" / "web"
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
CLOSERS = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]></style>",
    '"onload="alert(1)',
    "\u202e倒\u2066",
    "&lt;b&gt;",
    "长" * 300,
)


def page(result=None, language=PageLanguage.EN):
    return render(comparison() if result is None else result, Format.HTML, language=language).decode()


def parsed(text):
    """The document, refused where it is not well-formed."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(text)


def every(tree, tag):
    return list(tree.iter(tag))


def said(element):
    return "".join(element.itertext())


def of_class(tree, name):
    return [element for element in tree.iter() if name in (element.get("class") or "").split()]


class TestDocument:
    @pytest.mark.parametrize("language", list(PageLanguage))
    @pytest.mark.parametrize("result", [comparison, hostile])
    def test_it_is_well_formed(self, result, language):
        tree = parsed(page(result(), language))
        ids = [element.get("id") for element in tree.iter() if element.get("id")]
        assert len(ids) == len(set(ids))
        for element in tree.iter():
            named = (element.get("aria-labelledby") or "").split()
            assert set(named) <= set(ids)
            if element.tag == "a":
                assert element.get("href").startswith("#") and element.get("href")[1:] in ids
            assert not any(key.startswith("on") or key == "style" for key in element.attrib)

    @pytest.mark.parametrize("words", CLOSERS)
    def test_hostile_words_are_inert(self, words):
        text = page(hostile(words))
        tree = parsed(text)
        assert len(every(tree, "script")) == 2 and len(every(tree, "style")) == 1
        assert json.loads(every(tree, "script")[0].text).keys() == set(PageLanguage)
        assert "\u202e" not in text and "\u2066" not in text

    def test_every_hostile_word_is_kept_and_seen(self):
        text = page(hostile())
        assert "[U+202E]" in text and "{{ 7*7 }}" in text and "\x1b" not in text and "\x00" not in text
        assert HOSTILE.split("<")[0] in said(parsed(text))

    @settings(max_examples=20, deadline=None)
    @given(WORDS)
    def test_any_words_make_a_well_formed_page(self, words):
        parsed(page(hostile(words)))

    def test_a_policy_admits_its_own_style_and_script_and_nothing_else(self):
        text = page()
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text).group(1)
        style, script = (re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL).group(1) for tag in ("style", "script"))
        hashes = [base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in (style, script)]
        assert policy.startswith(f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}';")
        assert "unsafe" not in policy and "*" not in policy

    def test_nothing_is_loaded(self):
        tree = parsed(page())
        loading = {"img", "iframe", "base", "object", "embed", "audio", "video", "source", "use"}
        assert loading.isdisjoint({element.tag for element in tree.iter()})
        assert [link.get("href") for link in every(tree, "link")] == ["data:,"]
        assert not any(element.get("src") for element in tree.iter())
        assert "url(http" not in page() and "@import" not in page() and "fetch(" not in page()

    @pytest.mark.parametrize("language", list(PageLanguage))
    def test_the_same_bytes_every_time(self, language):
        assert page(language=language) == page(language=language)


class TestWithoutScript:
    """All of it is there before any script runs."""

    def test_every_change_has_a_row_with_its_words_marked(self):
        tree = parsed(page())
        rows = of_class(tree, "change")
        assert len(rows) == len(comparison().changes)
        assert not any(row.get("hidden") for row in rows)
        marked = {(mark.tag, mark.text) for row in rows for mark in row.iter() if mark.tag in ("ins", "del")}
        assert {("ins", "4.5公里"), ("del", "3公里"), ("ins", "以内")} <= marked

    def test_counts_and_targets(self):
        tree = parsed(page())
        counts = [said(count).split() for count in of_class(tree, "counts")[0].iter("strong")]
        assert counts == [["1"], ["4"], ["1"], ["2"]]
        rows = [[" ".join(said(cell).split()) for cell in row if cell.tag in ("th", "td")] for row in of_class(tree, "target")]
        assert ["城镇新增就业", "≥ 1.1万人", "1.05万人 missed", "≥ 1.2万人", "▲ raised asks more", "Passages"] in rows

    def test_strength_in_plain_words_and_reasons(self):
        row = next(row for row in of_class(parsed(page()), "change") if "夜间公交" in said(row))
        assert "worded more firmly (to be studied or tried → to be worked on)" in " ".join(said(row).split())
        assert "the same promise in other words" in said(row) and "Certainty of the link: 0.81" in said(row)

    def test_both_texts_stand_once_and_rows_lead_into_them(self):
        tree = parsed(page())
        texts = [said(text).replace("\n", "") for text in of_class(tree, "text")]
        found = comparison()
        assert texts == [extract.report.source.text.replace("\n", "") for extract in (found.earlier, found.later)]

    def test_it_can_be_had_in_chinese(self):
        tree = parsed(page(language=PageLanguage.ZH))
        assert tree.get("lang") == "zh-Hans"
        row = next(row for row in of_class(tree, "change") if "夜间公交" in said(row))
        assert "措辞更坚决" in said(row) and "同一承诺，换了表述" in said(row)

    def test_no_other_language(self, tmp_path):
        with pytest.raises(PolicydiffError, match="NO_LANGUAGE"):
            publish_tables(comparison(), tmp_path, ["html"], language="fr")
        assert list(tmp_path.iterdir()) == []

    def test_every_warning_is_there(self):
        found = replace(comparison(), notices=(Notice("LOW_OVERLAP", "few"), Notice("UNHEARD", "odd")))
        assert "few commitments are shared" in page(found) and "UNHEARD" in page(found)

    def test_two_empty_reports_have_a_page(self):
        empty = replace(comparison().earlier, sections=(), commitments=(), outcomes=())
        tree = parsed(page(replace(comparison(), earlier=empty, later=empty, changes=(), deliveries=(), notices=())))
        assert of_class(tree, "change") == [] and "No targets were found." in said(tree)


class TestPlaces:
    """The places that the script marks are those of the words."""

    def row_texts(self, found):
        shown = web_page(found, gallery_of(found))
        texts = {report.side: utf16(report.text) for report in shown.reports}
        for row in shown.changes:
            yield row, [[texts[side][2 * s.start : 2 * s.end].decode("utf-16-le") for s in getattr(row.passages, side)] for side in texts]

    def test_a_rows_places_hold_its_words(self, compared):
        old = {c.span: c.text for c in compared.earlier.commitments}
        new = {c.span: c.text for c in compared.later.commitments}
        found = list(self.row_texts(compared))
        assert sorted(t for _, (olds, _) in found for t in olds) == sorted(old.values())
        assert sorted(t for _, (_, news) in found for t in news) == sorted(new.values())

    @settings(max_examples=60, deadline=None)
    @given(st.text(st.sampled_from("报告\n\r 𠮷a\u202e\x00\u2028，"), max_size=30), st.data())
    def test_any_span_is_found_where_it_is_shown(self, words, data):
        from policydiff.model import SourceText
        from policydiff.normalize import normalize_source

        report = normalize_source(SourceText(words), place="", year=None)
        shown = ShownText(report)
        start = data.draw(st.integers(0, len(words)))
        end = data.draw(st.integers(start, len(words)))
        place = shown.place(Span(start, end))
        text = utf16(shown)[2 * place.start : 2 * place.end].decode("utf-16-le")
        kept = [c for c in words[start:end] if c.isprintable() and not c.isspace()]
        assert [c for c in text.replace("[U+202E]", "").replace("[U+0000]", "") if not c.isspace()] == kept


def utf16(shown):
    """The whole text as the page holds it, two bytes a place; what no paragraph shows is white."""
    size = max((p.start + len(p.text.encode("utf-16-le")) // 2 for p in shown.paragraphs), default=0)
    whole = bytearray(" ".encode("utf-16-le") * size)
    for paragraph in shown.paragraphs:
        data = paragraph.text.encode("utf-16-le")
        whole[2 * paragraph.start : 2 * paragraph.start + len(data)] = data
    return bytes(whole)


class TestLinks:
    def test_a_link_stays_when_changes_come_before_it(self):
        found = comparison()
        first = web_page(found, gallery_of(found)).changes
        later = web_page(replace(found, changes=found.changes[2:]), gallery_of(found)).changes
        assert {row.id for row in later} < {row.id for row in first}

    def test_the_same_words_twice_have_two_links(self):
        name = permanent_names()
        assert [name("", "新建公园3座") for _ in range(3)] == [
            base := permanent_names()("", "新建公园3座"),
            f"{base}-2",
            f"{base}-3",
        ]

    def test_a_link_says_nothing_of_the_verdict(self):
        found = comparison()
        other = replace(found, changes=tuple(replace(c, score=0.5, because=("otherwise",)) for c in found.changes))
        ids = [[row.id for row in web_page(f, gallery_of(f)).changes] for f in (found, other)]
        assert ids[0] == ids[1]


class TestWords:
    def test_both_languages_say_everything(self):
        table = word_table()
        for key, english in table[PageLanguage.EN].items():
            chinese = table[PageLanguage.ZH][key]
            assert english and chinese
            assert set(re.findall(r"\{\d\}", english)) == set(re.findall(r"\{\d\}", chinese)), key

    def test_keys_stand_once(self):
        keys = [line.split(",")[0] for line in (WEB / "words.csv").read_text(encoding="utf-8").splitlines()]
        assert len(keys) == len(set(keys))

    def test_every_facet_has_its_words(self):
        keys = word_table()[PageLanguage.EN]
        for (axis, value), words in FACET_WORDS.items():
            assert keys[f"{'ambition_axis' if axis == 'ambition' else axis}.{value}"] == words
            assert f"axis.{axis}" in keys

    def test_what_the_template_and_the_script_say_is_in_the_table(self):
        keys = word_table()[PageLanguage.EN]
        template = (WEB / "comparison.html.j2").read_text(encoding="utf-8")
        script = (WEB / "comparison.js").read_text(encoding="utf-8")
        used = {*re.findall(r'(?:t|word)\("([a-z_.]+[a-z])"\)', template), *re.findall(r'word\("([a-z_.]+)"', script)}
        assert used <= keys.keys() and len(used) > 40

    @pytest.mark.parametrize(
        ("because", "keys"),
        [
            ("规上工业: 8% → 8.5% (raised)", ["why.move_raised"]),
            ("煤耗: 3% → no figure (removed)", ["why.move_removed"]),
            ("promised as a result, reported as done", ["why.result_done"]),
            ("promised finished, reported started", ["why.stages"]),
            ("the review of the new report answers it; promised finished, reported finished", ["why.answered", "why.stages"]),
            ("no passage of the review clearly speaks of it; the nearest is named", ["why.nearest"]),
            ("nobody has said this yet", [""]),
        ],
    )
    def test_reasons_are_known_by_their_words(self, because, keys):
        assert [phrase.key for phrase in reason_phrases(because)] == keys
        assert "; ".join(phrase.said(PageLanguage.EN) for phrase in reason_phrases(because)) == because

    def test_braces_of_a_report_are_no_slots(self):
        assert Phrase("why.mentioned", ("{0}{1}",)).said(PageLanguage.EN).endswith("{0}{1}")

    def test_the_words_of_charts_are_known(self, compared):
        """Whatever a chart says of its own is in the table; what is left are names, figures and headings of the reports."""
        for result in (compared, comparison()):
            for chart in gallery_of(result).charts:
                told = re.sub(r"<tspan.*?</tspan>", "", bilingual(chart.inline, PageLanguage.EN))
                left = re.findall(r"<text[^<>]*>([^<>]*)</text>", told)
                assert [words for words in left if re.search(r"[a-z]{3}", html.unescape(words))] == []

    def test_the_nearest_phrase_is_found(self):
        said = "Not drawn: 95 more figures that moved; 57 more targets and figures that came or went. The table of targets has them all."
        assert known_phrase(said, "chart.") == Phrase("chart.left_out", ("95", "57"))

    def test_a_chart_in_english_is_drawn_as_it_was(self, compared):
        for chart in gallery_of(compared).charts:
            assert re.sub(r"</?tspan[^<>]*>", "", bilingual(chart.inline, PageLanguage.EN)) == chart.inline

    def test_reasons_of_the_seeds_are_all_known(self, compared):
        rows: tuple[ChangeRow, ...] = web_page(compared, gallery_of(compared)).changes
        unknown = [phrase.said(PageLanguage.EN) for row in rows for phrase in row.why if not phrase.key]
        assert unknown == []


def test_a_script_cannot_be_left_by_its_words():
    assert re.search(r"[<>&\u2028\u2029]", script_json({"a": "</script><!-- & \u2028\u2029"})) is None


def test_a_merger_has_all_its_places():
    found = comparison()
    merged = Change(Status.CONTINUED, ("2.1", "2.4"), ("3.2",))
    rows = web_page(replace(found, changes=(merged,)), gallery_of(found)).changes
    assert [len(rows[0].passages.old), len(rows[0].passages.new)] == [2, 1]
    assert rows[0].passages.written("old").count("-") == 2


def test_two_full_reports_are_under_two_megabytes(compared):
    assert len(page(compared).encode()) < 2_000_000


def test_stages_in_a_reason_are_said_in_the_language_of_the_page():
    (phrase,) = reason_phrases("promised started, reported at_capacity")
    assert phrase.said(PageLanguage.ZH) == "承诺阶段：开工；报告阶段：达产"
    assert phrase.said(PageLanguage.EN) == "promised started, reported at full capacity"
