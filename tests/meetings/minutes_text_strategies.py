"""Generated minutes: texts that look like a council's page, in any order and with any damage."""

from hypothesis import strategies as st

MARKS = [
    "",
    "",
    "1. ",
    "2. ",
    "9.1 ",
    "9.2 ",
    "(a) ",
    "(b) ",
    "(i) ",
    "a) ",
    "· ",
    "• ",
    "o ",
    "- ",
    "5\u00a0\u00a0",
    "A  ",
    "10a.1 ",
]
OPENINGS = [
    "RESOLVED",
    "RESOLVED:",
    "RESOLVED –",
    "Resolved:-",
    "It was resolved that",
    "AGREED that",
    "The Committee noted",
    "After a vote, it was RESOLVED that",
    "Decision:",
    "DECISION",
    "That",
    "and",
    "Minutes:",
    "Minutes",
    "Agenda item",
    "Agenda item 5: Parks",
    "Supporting documents:",
    "Purpose:",
    "Venue: Old Hall",
    "Report AB12",
    "Is Key decision?: No",
    "Reasons for the decision:",
    "Issue - meetings",
    "Meeting: 04/05/2021 - Cabinet (Item 7)",
    "pdf icon PDF 12 KB",
    "Menu",
    "5. PARKS AND TREES",
    "6. LIBRARIES",
    "77/21 Budget Monitoring",
    "For 8 Against 2 Abstain 1",
    "Moved by Councillor Quill, seconded by Councillor Ash",
    "ACTION: Officers to report by May",
    "The minutes of the meeting held in May were approved as a correct record.",
    "[Post-meeting note: done]",
    "“RESOLVED",
    "Members discussed it. RESOLVED that",
]
WORDS = [
    "the",
    "report",
    "be noted",
    "Trees",
    "officers",
    "£5m",
    "don’t",
    "2.5",
    "approved;",
    "libraries:",
    "NBSP\u00a0gap",
    "donâ€™t",
]
ENDINGS = ["", ".", ":", ";", ": -", "; and"]
GAPS = ["\n", "\n", "\n\n", "\n \n", "\n\u00a0\n\n", "\r\n", " "]

line = st.builds(
    lambda indent, mark, opening, words, ending: indent + mark + " ".join([*opening, *words]) + ending,
    st.sampled_from(["", "", "", "  ", "    ", "\t"]),
    st.sampled_from(MARKS),
    st.lists(st.sampled_from(OPENINGS), max_size=1),
    st.lists(st.sampled_from(WORDS), max_size=5),
    st.sampled_from(ENDINGS),
)
minutes_like = st.lists(st.tuples(line, st.sampled_from(GAPS)), max_size=14).map(
    lambda lines: "".join(text + gap for text, gap in lines)
)
storable = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=120)
any_text = st.one_of(minutes_like, storable, st.tuples(minutes_like, storable).map("".join))
