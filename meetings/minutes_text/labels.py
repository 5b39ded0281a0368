"""The labels and page chrome that council sites print around the minutes: one table, a line for each label."""

from __future__ import annotations

from enum import Enum, auto


class Extent(Enum):
    """How far the value of a label reaches, or what a label opens."""

    LINE = auto()  # the rest of its line, or the next line
    BLOCK = auto()  # a list of people, up to a blank line that no further name follows
    TEXT = auto()  # up to the next label
    MINUTES = auto()
    DECISION = auto()
    DOCUMENTS = auto()
    ITEM = auto()
    ISSUE = auto()
    MEETING = auto()
    CHROME = auto()


OPENS_SECTION = frozenset(
    [
        Extent.MINUTES,
        Extent.DECISION,
        Extent.DOCUMENTS,
        Extent.ITEM,
        Extent.ISSUE,
        Extent.MEETING,
        Extent.CHROME,
    ]
)


def _names(table: str) -> frozenset[str]:
    return frozenset(name.strip() for name in table.strip().splitlines())


# A label is met in any case, with or without its colon. Those under "above_minutes" are also words of ordinary prose:
# they count only outside an item's minutes and with their colon.
NAMES: dict[Extent, frozenset[str]] = {
    Extent.MINUTES: _names(
        """
        minutes
        minute
        draft minutes
        minute text
        cofnodion
        """
    ),
    Extent.DECISION: _names(
        """
        decision
        decisions
        decision(s)
        decision taken
        decisions taken
        decision made
        decisions made
        details of decision
        details of the decision
        the decision
        penderfyniad
        penderfyniadau
        """
    ),
    Extent.DOCUMENTS: _names(
        """
        supporting documents
        supporting document
        additional documents
        additional document
        accompanying documents
        accompanying document
        associated documents
        related documents
        background papers
        background documents
        attached documents
        documents
        dogfennau ategol
        dogfennau ychwanegol
        dogfennau cefnogol
        """
    ),
    Extent.ITEM: _names(
        """
        agenda item
        agenda item details
        decision details
        issue details
        notice of decision
        decision notice
        record of decision
        decision record
        record of executive decision
        record of officer decision
        officer decision record
        officer decision notice
        delegated decision notice
        delegated decision record
        eitem ar yr agenda
        eitem agenda
        eitem rhaglen
        """
    ),
    Extent.ISSUE: _names(
        """
        issue - meetings
        issue - decisions
        issue – meetings
        issue – decisions
        issue history
        """
    ),
    Extent.CHROME: _names(
        """
        share this item
        share this page
        back to top
        print this page
        add this page to your bookmarks
        """
    ),
    Extent.TEXT: _names(
        """
        purpose
        purpose of report
        purpose of the report
        pwrpas
        reasons for the decision
        reason for the decision
        reasons for decision
        reason for decision
        reason(s) for decision
        reasons for the decision(s)
        reason for urgency
        reasons for urgency
        reasons for recommendation
        reasons for recommendations
        rhesymau dros y penderfyniad
        rheswm dros y penderfyniad
        alternative options considered
        alternative options considered and rejected
        alternative options
        alternative options rejected
        alternatives considered
        alternatives considered and rejected
        options considered
        options considered and rejected
        other options considered
        other options considered and rejected
        any alternative options considered and rejected
        any declarations of interest
        any declaration of interest
        any interests declared
        details of any alternative options considered and rejected
        details of any alternative options considered and rejected by the member when making the decision
        opsiynau eraill a ystyriwyd
        interests declared
        interest declared
        conflicts of interest
        conflict of interest
        any conflict of interest declared
        conflicts of interest declared
        declarations of conflict of interest
        declarations of interest made
        dispensations
        interests and nature of interests declared
        interests and nature of interest declared
        nature of interest
        nature of interests
        any conflicts of interest declared
        any conflict of interest
        any interests declared
        declarations of interest
        declaration of interest
        declarations of interests
        personal interests
        register of interests
        any dispensation
        consultation
        consultation process
        consultation undertaken
        consultation summary
        consultees
        other organisations consulted
        representations
        making representations
        financial implications
        legal implications
        equality implications
        equalities implications
        equality impact
        risk implications
        risk
        resource implications
        climate implications
        climate change implications
        other implications
        implications
        comments
        summary
        summary of decision
        details
        background
        background information
        anticipated restriction
        other reasons
        other reasons / organisations consulted
        general exception
        special urgency
        reason exempt
        reason for key decision
        corporate priorities
        corporate implications
        dispensation granted
        dispensations granted
        any dispensation granted
        details of exemption
        reason for exemption
        reasons for exemption
        """
    ),
    Extent.LINE: _names(
        """
        decision maker
        decision maker(s)
        decision taker
        decision to be taken by
        gwneuthurwr y penderfyniad
        decision status
        statws y penderfyniad
        decision type
        type of decision
        reason key
        is key decision?
        is key decision
        key decision?
        key decision
        is this a key decision?
        is subject to call in?
        is subject to call-in?
        is subject to call in
        is subject to call-in
        subject to call in
        subject to call-in
        subject to call-in?
        subject to call in?
        is callable in?
        call-in deadline
        call in deadline
        call-in expiry
        call-in expires
        call-in date
        date call-in expires
        exempt or confidential
        urgent decision?
        publication date
        date of publication
        date published
        published
        publication
        date of decision
        date of the decision
        date decision made
        decision date
        date decision taken
        decision due date
        decision due
        decision number
        decision reference
        decision ref
        reference
        reference number
        decided at meeting
        decided
        effective from
        effective date
        date effective
        implementation date
        date of implementation
        forward plan reference
        forward plan ref
        forward plan no
        forward plan number
        key decision reference
        notice of proposed decision first published
        report author
        author
        report of
        report by
        lead officer
        lead member
        lead director
        lead cabinet member
        cabinet member
        portfolio holder
        portfolio
        service area
        directorate
        department
        venue
        lleoliad
        place
        location
        contact
        contacts
        contact officer
        cyswllt
        ward
        wards
        service
        section
        topic
        scrutiny committee
        scrutiny area
        date decision published
        decision published
        date of call-in expiry
        deadline for call-in
        deadline for call in
        call in expires
        call-in period ends
        call in period ends
        urgent item?
        urgent item
        is urgent decision?
        urgent decision
        report exempt
        open or exempt
        exempt
        division affected
        related decision
        outcome
        electoral wards affected
        electoral ward(s) affected
        wards affected
        ward affected
        ward(s) affected
        ward(s)
        divisions affected
        electoral divisions affected
        electoral division(s) affected
        wardiau yr effeithir arnynt
        parishes affected
        minute number
        minute no
        minute no.
        minute ref
        report
        report number
        report no
        report no.
        date
        dyddiad
        date of meeting
        meeting date
        date and time
        time
        start time
        end time
        time started
        time ended
        meeting started
        meeting ended
        committee
        name of committee
        name of meeting
        title of meeting
        title
        subject
        chair
        chairman
        chairperson
        vice-chair
        clerk
        quorum
        """
    ),
    Extent.BLOCK: _names(
        """
        present
        presennol
        yn bresennol
        members present
        members in attendance
        councillors present
        councillors in attendance
        committee members present
        present in person
        those present
        those attending
        members
        councillors
        also present
        in attendance
        also in attendance
        officers in attendance
        officers present
        officers
        others present
        others in attendance
        other members present
        other councillors present
        members of the public
        guests
        in remote attendance
        virtual attendance
        attendance
        remote attendance
        attending virtually
        attending remotely
        hefyd yn bresennol
        swyddogion
        apologies
        apology
        apologies for absence
        apologies received
        apologies received from
        apologies were received from
        ymddiheuriadau
        absent
        absence
        not present
        substitutes
        substitute members
        substitutions
        eilyddion
        """
    ),
}
LABELS: dict[str, Extent] = {name: extent for extent, names in NAMES.items() for name in names}
ONLY_ABOVE_MINUTES = (
    NAMES[Extent.BLOCK]
    | _names(
        """
    purpose
    purpose of report
    purpose of the report
    pwrpas
    report
    report of
    report by
    report number
    report no
    report no.
    reference
    reference number
    author
    published
    publication
    date
    dyddiad
    time
    date and time
    date of meeting
    meeting date
    committee
    name of committee
    title
    subject
    chair
    chairman
    chairperson
    vice-chair
    clerk
    quorum
    ward
    wards
    ward(s)
    contact
    contacts
    cyswllt
    venue
    lleoliad
    place
    location
    portfolio
    portfolio holder
    cabinet member
    lead officer
    lead member
    lead director
    lead cabinet member
    service area
    directorate
    department
    interests declared
    interest declared
    conflicts of interest
    conflict of interest
    alternative options
    options considered
    dispensations
    background papers
    background documents
    documents
    """
    )
    | _names(
        """
    nature of interest
    nature of interests
    declarations of interest
    declaration of interest
    declarations of interests
    personal interests
    consultation
    consultees
    representations
    financial implications
    legal implications
    equality implications
    equalities implications
    risk implications
    risk
    resource implications
    climate implications
    climate change implications
    other implications
    implications
    comments
    summary
    details
    background
    background information
    other reasons
    general exception
    special urgency
    corporate priorities
    corporate implications
    service
    section
    topic
    scrutiny committee
    scrutiny area
    exempt
    outcome
    """
    )
)
# Labels of a value that may stand without a colon, alone on their line.
BARE_VALUES = _names(
    """
    purpose
    venue
    contact
    present
    members present
    councillors present
    in attendance
    also in attendance
    also present
    officers in attendance
    officers present
    members in attendance
    those attending
    apologies received
    wards affected
    ward(s) affected
    report author
    decision maker
    decision status
    decision type
    is key decision?
    is subject to call in?
    is subject to call-in?
    reasons for the decision
    reason for the decision
    reasons for decision
    reason for decision
    alternative options considered
    alternative options considered and rejected
    alternatives considered
    other options considered
    options considered and rejected
    publication date
    date of decision
    decided at meeting
    effective from
    forward plan reference
    consultation process
    attendance
    """
)
WORDS_OF_A_SURE_LABEL = 3
# Without a colon these are the titles of items.
TITLES_OF_ITEMS = _names(
    """
    declarations of interest
    declaration of interest
    declarations of interests
    nature of interest
    register of interests
    climate change implications
    any interests declared
    other organisations consulted
    """
)
BARE = (
    frozenset(name for name, extent in LABELS.items() if extent in OPENS_SECTION) - {"documents"}
    | BARE_VALUES
    | frozenset(
        name
        for name, extent in LABELS.items()
        if extent in (Extent.LINE, Extent.TEXT)
        and name.count(" ") + 1 >= WORDS_OF_A_SURE_LABEL
        and name not in TITLES_OF_ITEMS
    )
)
# The navigation of the sites: whole lines that are no part of the record.
CHROME = _names(
    """
    menu
    main menu
    home
    search
    browse
    media
    items
    item
    no
    no.
    no. item
    eitemau
    rhif
    rhif eitem
    eitem
    council meetings
    council and democracy
    meetings
    browse meetings
    browse committees
    agenda and minutes
    agenda
    agendas and minutes
    agenda, decisions and minutes
    agenda, decisions and draft minutes
    agenda and draft minutes
    agenda and decisions
    agenda a chofnodion
    agenda a chofnodion drafft
    draft minutes
    printed draft minutes
    decisions and minutes
    meeting documents
    meeting details
    attendance details
    agenda frontsheet
    agenda reports pack
    public reports pack
    document pack
    view directions
    skip to content
    skip to main content
    skip to navigation
    navigation
    page navigation
    you are here
    sign in
    log in
    login
    cookies
    accessibility
    privacy
    contact us
    a to z
    issue history
    decision
    decisions
    agenda items
    related decisions
    related documents
    related meetings
    breadcrumb
    what's new
    what’s new
    your councillors
    find councillor
    committees
    councillors and committees
    councillors
    local democracy
    forward plans
    library
    outside bodies
    modern.gov
    modern council
    printed minutes
    printed decisions
    download
    subscribe to updates
    subscribe
    close
    back
    follow us
    webcast
    view the webcast
    """
)
