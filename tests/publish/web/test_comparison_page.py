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

from policydiff.model import Change, Facets, Notice, PolicydiffError, Span, Status, Verdict
from policydiff.publish import Format, PageLanguage, publish_tables, render
from policydiff.publish.charts.gallery import gallery_of
from policydiff.publish.web.page import script_json
from policydiff.publish.web.pictures import bilingual, phrase_data
from policydiff.publish.web.rows import permanent_names, warned, web_page
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
WARNINGS = (
    ("YEAR_GAP", "the review of 2025 tells of 2024, so no promise of 2022 is judged by it"),
    ("YEAR_ORDER", "both reports are of 2024; what is called new or dropped is no change from one year to the next"),
    ("YEAR_ORDER", "the old report is of 2025 and the new one of 2024; give the earlier report first"),
    ("DIFFERENT_PLACES", "the old report is of 清溪市, the new one of 云泽市; what they share is common wording, and no promise is judged"),
    (
        "LOW_OVERLAP",
        "only 3 of the 40 commitments of the new report have a partner; check that both are reports of one place and of two years in a row",
    ),
    (
        "STATED_DIFFERENCE",
        "3.1: 30亿元 is stated as 4亿元 more than last year, which implies 26亿元; the old report differs with 24亿元 and 25亿元; "
        "last year's outturn may be meant, or a figure or the link is wrong",
    ),
    ("OVERRIDE_UNUSED", "乙 line 3 (pair) is not used: it contradicts line 2"),
    ("OVERRIDE_UNUSED", "乙 line 3 (relabel) is not used: what is new cannot be called 延续"),
    ("OVERRIDE_UNUSED", "乙 line 4 (unpair) is not used: the old report has no commitment 2.9"),
    ("NUL_BYTES", "2 NUL character(s) were left out"),
    ("BIDI", "marks that reorder text on screen were left out"),
    ("PRIVATE_USE", "2 character(s) of private use were kept; what they stand for only their font knows"),
    ("COVERAGE", "1 of 6 character(s) of the original were not read: 6"),
    ("TRACKED_CHANGES", "1 insertion(s) and 2 deletion(s) are tracked; the text before them was read"),
    ("TRACKED_CHANGES", "1 insertion(s) and 2 deletion(s) are tracked; insertions were read, deletions left out"),
    ("HIDDEN_TEXT", "3 hidden character(s) were left out"),
    ("FURNITURE", "4 character(s) that stand around the report were left out: 首页 新闻"),
    ("MORE_PAGES", "the page links to a next one (下一页), where the report may go on"),
    ("NOTES_LEFT_OUT", "2 footnote(s) were left out"),
    ("NOTES_LEFT_OUT", "2 footnote(s) or endnote(s) were left out"),
    ("NOTES_LEFT_OUT", "2 raised mark(s) of notes were left out"),
    ("MIXED_ENCODINGS", "the file is in UTF-8, but 2 line(s) between bytes 3 and 9 are in GB18030; each was read in its own"),
    ("WRONG_LABEL", "the file says it is in GBK, but its bytes are UTF-8 and were read so"),
    ("BAD_BYTES", "1 character(s) could not be decoded as GB18030, the first at 7"),
    ("MOJIBAKE", "1 line(s) read like Chinese in the wrong encoding, the first at 0; to mend them: text.encode"),
    ("NEEDS_OCR", "page(s) 2-4, 9 are pictures without text and were not read"),
    ("GARBLED", "the characters that page(s) 3 hold are not those that they show"),
)


def hints(drawn):
    """What a pointer shows over a chart."""
    found = re.findall(r"<(title|desc)\b[^<>]*>(.*?)</\1>", drawn)
    return [html.unescape(re.sub("<[^<>]*>", "", words)) for _, words in found]


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


def rows_of(tree, name):
    """The rows of the tables of a kind."""
    return [row for table in of_class(tree, name) for body in table.iter("tbody") for row in body]


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
        rows = rows_of(tree, "changes")
        assert len(rows) == len(comparison().changes)
        assert not any(row.get("hidden") for row in rows)
        marked = {(mark.tag, mark.text) for row in rows for mark in row.iter() if mark.tag in ("ins", "del")}
        assert {("ins", "4.5公里"), ("del", "3公里"), ("ins", "以内")} <= marked

    def test_counts_and_targets(self):
        tree = parsed(page())
        counts = [said(count).split() for count in of_class(tree, "counts")[0].iter("strong")]
        assert counts == [["1"], ["4"], ["1"], ["2"]]
        rows = [[" ".join(said(cell).split()) for cell in row if cell.tag in ("th", "td")] for row in rows_of(tree, "targets")]
        assert ["城镇新增就业", "≥ 1.1万人", "1.05万人 missed", "≥ 1.2万人", "▲ raised asks more", "Passages"] in rows

    def test_strength_in_plain_words_and_reasons(self):
        row = next(row for row in rows_of(parsed(page()), "changes") if "夜间公交" in said(row))
        assert "worded more firmly (to be studied or tried → to be worked on)" in " ".join(said(row).split())
        assert "the same promise in other words" in said(row) and "Certainty of the match: 0.81" in said(row)

    def test_a_match_that_is_uncertain_says_so_in_both_languages(self):
        found = comparison()
        changes = tuple(replace(change, score=0.48) for change in found.changes)
        deliveries = tuple(replace(delivery, score=0.52) for delivery in found.deliveries)
        doubtful = replace(found, changes=changes, deliveries=deliveries)
        for language, words in ((PageLanguage.EN, "uncertain match, p = 0.48"), (PageLanguage.ZH, "对应存疑，p = 0.48")):
            rows = rows_of(parsed(page(doubtful, language)), "changes")
            linked = [words in said(row) for row in rows]
            assert linked == ["data-old" in row.attrib and "data-new" in row.attrib for row in rows] and True in linked and False in linked
            told = ["p = 0.52" in said(row) for row in rows_of(parsed(page(doubtful, language)), "deliveries")]
            assert told == ["data-new" in row.attrib for row in rows_of(parsed(page(doubtful, language)), "deliveries")]
        assert not any(of_class(parsed(page(found)), "doubt"))

    def test_what_a_person_decided_is_not_called_uncertain(self):
        found = comparison()
        changes = tuple(replace(change, score=0.3, by_hand=("paired by hand (甲.csv line 1)",)) for change in found.changes)
        deliveries = tuple(replace(one, score=0.3, because=("paired by hand (甲.csv line 2)",)) for one in found.deliveries)
        assert of_class(parsed(page(replace(found, changes=changes, deliveries=deliveries))), "doubt") == []

    def test_verdicts_are_counted_on_their_buttons(self, compared):
        tree = parsed(page(compared))
        shown = {b.get("data-verdict"): said(b).split()[-1] for b in every(tree, "button") if b.get("data-verdict") is not None}
        for verdict in Verdict:
            assert shown[verdict] == str(sum(delivery.status is verdict for delivery in compared.deliveries))
        assert shown[""] == str(len(compared.deliveries))

    def test_a_figure_that_is_replaced_is_not_told_to_be_the_same(self):
        found = comparison()
        replaced = tuple(replace(change, facets=Facets(figure="replaced")) for change in found.changes if change.status is Status.CONTINUED)
        text = page(replace(found, changes=replaced))
        assert "figure replaced by one that does not compare" in text and "no figure that can be compared moved" in text

    def test_both_texts_stand_once_and_rows_lead_into_them(self):
        tree = parsed(page())
        texts = [said(text).replace("\n", "") for text in of_class(tree, "text")]
        found = comparison()
        assert texts == [extract.report.source.text.replace("\n", "") for extract in (found.earlier, found.later)]

    def test_it_can_be_had_in_chinese(self):
        tree = parsed(page(language=PageLanguage.ZH))
        assert tree.get("lang") == "zh-Hans"
        row = next(row for row in rows_of(tree, "changes") if "夜间公交" in said(row))
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
        assert rows_of(tree, "changes") == [] and "No targets were found." in said(tree)


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
            assert set(re.findall(r"\{\d[^|}]*", english)) == set(re.findall(r"\{\d[^|}]*", chinese)), key

    def test_keys_stand_once(self):
        keys = [line.split(",")[0] for line in (WEB / "words.csv").read_text(encoding="utf-8").splitlines()]
        assert len(keys) == len(set(keys))

    def test_every_facet_has_its_words(self):
        keys = word_table()[PageLanguage.EN]
        for (axis, value), words in FACET_WORDS.items():
            assert keys[f"{axis}.{value}"] == words
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
            ("figure: 1/3 → no figure (removed)", ["why.move_removed"]),
            ("promised finished, reported started; but the passage may speak of something else", ["why.stages", "why.but_something_else"]),
            ("4.9% reported against 5.9% of the economy", ["why.economy"]),
            ("paired by hand (甲.csv line 3): 同一项目", ["why.paired_note"]),
            (
                "30亿元 is stated as 4亿元 more than last year, which implies 26亿元; the old report bears it out with 26亿元",
                ["why.stated_more"],
            ),
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
            charts = gallery_of(result).charts
            for drawn in filter(None, (*charts, *(chart.narrow for chart in charts))):
                told = re.sub(r"<tspan.*?</tspan>", "", bilingual(drawn.inline, PageLanguage.EN))
                left = re.findall(r"<text[^<>]*>([^<>]*)</text>", told)
                assert [words for words in left if re.search(r"[a-z]{3}", html.unescape(words))] == []

    @pytest.mark.parametrize("language", list(PageLanguage))
    def test_what_a_pointer_shows_over_charts_is_in_the_language_of_the_page(self, compared, language):
        """In English word for word what the chart says; in Chinese no English is left."""
        for result in (compared, comparison()):
            for chart in gallery_of(result).charts:
                for drawn in filter(None, (chart, chart.narrow)):
                    was, told = hints(drawn.inline), hints(bilingual(drawn.inline, language))
                    if language is PageLanguage.EN:
                        assert told == was
                    else:
                        assert len(told) == len(was) > 0
                        assert [words for words in told if re.search("[a-z]{3}", words)] == []

    @pytest.mark.parametrize(("code", "message"), WARNINGS)
    def test_warnings_are_in_both_languages(self, code, message):
        shown = warned("甲.txt", Notice(code, message)).said
        assert shown.said(PageLanguage.EN) == f"甲.txt: {message}"
        assert re.search("[a-z]{3}", shown.said(PageLanguage.ZH).replace("甲.txt", "").replace("text.encode", "")) is None

    def test_every_warning_that_a_comparison_can_have_is_tried(self):
        source = WEB.parents[1]
        given = {
            code for path in source.rglob("*.py") for code in re.findall(r'\bNotice\(\s*"([A-Z_]+)"', path.read_text(encoding="utf-8"))
        }
        elsewhere = {"NO_PLACE", "NO_CHINESE_FONT"}
        assert given - elsewhere <= {code for code, _ in WARNINGS}
        assert {f"notice.{code}" for code, _ in WARNINGS} <= word_table()[PageLanguage.EN].keys()

    def test_a_warning_that_the_table_does_not_know_stays_in_english_and_says_so(self):
        text = page(replace(comparison(), notices=(Notice("UNHEARD", "odd things"),)), PageLanguage.ZH)
        assert '<span lang="en">odd things</span>' in text

    def test_braces_and_tabs_of_a_report_stay_in_a_phrase_within_a_phrase(self):
        phrase = known_phrase("{0}'<: 3% down → {1}\t (raised)", "why.")
        assert phrase.said(PageLanguage.EN) == "{0}'<: 3% down → {1} (raised)"
        assert phrase.said(PageLanguage.ZH) == "{0}'<：下降3% → {1}（上调）"
        written = html.unescape(re.search("data-j='([^']*)'", phrase_data(phrase)).group(1))
        assert json.loads(written) == ["{0}'<", ["figure.down", "3%"], "{1}"]

    def test_the_nearest_phrase_is_found(self):
        counted = "Not drawn: 95 more figures that moved; 57 more targets and figures that came or went."
        said = f"{counted} The tables of targets and figures have them all."
        assert known_phrase(said, "chart.") == Phrase("chart.left_out", ("95", "57"))

    def test_a_chart_in_english_is_drawn_as_it_was(self, compared):
        for chart in gallery_of(compared).charts:
            drawn = re.sub(r"</?t?span[^<>]*>|(?<=<title)[^<>]+|(?<=<desc)[^<>]+", "", bilingual(chart.inline, PageLanguage.EN))
            assert drawn == chart.inline

    def test_reasons_of_the_seeds_are_all_known(self, compared):
        shown = web_page(compared, gallery_of(compared))
        unknown = [phrase.said(PageLanguage.EN) for row in (*shown.changes, *shown.deliveries) for phrase in row.why if not phrase.key]
        assert unknown == []


def test_a_script_cannot_be_left_by_its_words():
    assert re.search(r"[<>&\u2028\u2029]", script_json({"a": "</script><!-- & \u2028\u2029"})) is None


def test_a_merger_has_all_its_places():
    found = comparison()
    merged = Change(Status.CONTINUED, ("2.1", "2.4"), ("3.2",))
    rows = web_page(replace(found, changes=(merged,)), gallery_of(found)).changes
    assert [len(rows[0].passages.old), len(rows[0].passages.new)] == [2, 1]
    assert rows[0].passages.written("old").count("-") == 2


def test_two_reports_of_ten_thousand_characters_are_under_a_megabyte(compared):
    assert len(page(compared).encode()) < 1_000_000


def test_stages_in_a_reason_are_said_in_the_language_of_the_page():
    (phrase,) = reason_phrases("promised started, reported at_capacity")
    assert phrase.said(PageLanguage.ZH) == "承诺阶段：开工；报告阶段：达产"
    assert phrase.said(PageLanguage.EN) == "promised started, reported at full capacity"
