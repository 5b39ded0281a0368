"""The search index: a row for each passage that readers may see, now or from a moment that is set."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from meetings.models.publication import published


class Passage(models.Model):
    """A paragraph with what hangs under it, a resolution with its limbs, a page of a paper, or the head of an item.

    Nobody writes it but the database, which derives it from the record (docs/decisions/0009-search-index.md). It holds
    no text and no keys that ask for a join: what a question asks for stands beside the vector, the same on every
    passage of a result.
    """

    class Kind(models.TextChoices):
        TITLE = "title", "Title and purpose"
        MINUTES = "minutes", "Minutes"
        RESOLUTION = "resolution", "Resolution"
        DOCUMENT = "document", "Paper"

    result_id = models.BigIntegerField(help_text="The item, or minus the paper of a whole meeting.")
    item_id = models.BigIntegerField(null=True)
    meeting_id = models.BigIntegerField()
    borough_id = models.IntegerField()
    committee_id = models.IntegerField()
    date = models.DateField()
    topic_ids = ArrayField(models.IntegerField())
    person_ids = ArrayField(
        models.IntegerField(), help_text="Movers, seconders, who declared an interest, who decided."
    )
    outcomes = ArrayField(models.TextField(), help_text="Of all resolutions of the item.")
    procedural = models.BooleanField()
    kind = models.TextField(choices=Kind)
    position = models.IntegerField(help_text="Its place in the item.")
    anchor = models.TextField()
    parts = ArrayField(
        models.BigIntegerField(), help_text="The minutes, or the resolution and its limbs, in order."
    )
    document_id = models.BigIntegerField(null=True)
    page = models.IntegerField(null=True, help_text="Of the paper; none for its title.")
    visible_from = models.DateTimeField()
    visible_until = models.DateTimeField(null=True)
    sample = models.SmallIntegerField(help_text="0 to 1023, the same for all passages of a result.")
    digest = models.UUIDField(help_text="Of all that the row was derived from.")
    tsv = SearchVectorField()

    objects = models.Manager()
    published = published(models.QuerySet)

    class Meta:
        indexes = [
            GinIndex(fields=["tsv"], name="search_passage_words"),
            # For counts of common words: a 16th, a 64th and a 256th of all results.
            GinIndex(fields=["tsv"], name="search_passage_words_16th", condition=Q(sample__lt=64)),
            GinIndex(fields=["tsv"], name="search_passage_words_64th", condition=Q(sample__lt=16)),
            GinIndex(fields=["tsv"], name="search_passage_words_256th", condition=Q(sample__lt=4)),
            models.Index(
                fields=["borough_id"], name="search_passage_borough_16th", condition=Q(sample__lt=64)
            ),
            models.Index(F("date").desc(), F("result_id").desc(), name="search_passage_newest"),
            models.Index(
                "borough_id", F("date").desc(), F("result_id").desc(), name="search_passage_borough"
            ),
            models.Index(
                "committee_id", F("date").desc(), F("result_id").desc(), name="search_passage_committee"
            ),
            models.Index(fields=["result_id"], name="search_passage_result"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.anchor or self.position} of {self.result_id}"


class ItemTerms(models.Model):
    """What an item is about, in the terms that tell it from others: stemmed words, and pairs of words in a row.

    Derived by the database from the item's passages (sql/terms.sql), a row for each stage, for as long as that stage is
    the last one that readers see. Items of other boroughs are compared by it (docs/decisions/0016-others-decided.md).
    """

    item_id = models.BigIntegerField()
    borough_id = models.IntegerField()
    date = models.DateField()
    decided = models.BooleanField(help_text="Whether readers see an outcome.")
    visible_from = models.DateTimeField()
    visible_until = models.DateTimeField(null=True)
    terms = SearchVectorField(
        help_text="Each term once, with a weight from A to D: how much of the item it tells."
    )

    objects = models.Manager()
    published = published(models.QuerySet)

    class Meta:
        indexes = [
            GinIndex(fields=["terms"], name="search_itemterms_terms"),
            models.Index(F("date").desc(), F("item_id").desc(), name="search_itemterms_newest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["item_id", "visible_from"], name="search_itemterms_of_item"),
        ]

    def __str__(self) -> str:
        return f"terms of item {self.item_id}"


class CommonWord(models.Model):
    """A word, stemmed, whose phrases with others of these are lexemes of their own (sql/pairs.sql).

    Chosen when the index is made anew, of words that stand in thousands of passages which readers see, so the list tells
    nothing that the index does not.
    """

    lexeme = models.TextField(primary_key=True)

    objects = models.Manager()
    published = published(models.QuerySet)

    def __str__(self) -> str:
        return self.lexeme
