"""First tables: rules, motions, ballots and declarations.

Revision: 0004_governance, after: 0003_post
"""

import sqlalchemy as sa
from alembic import op

from coop.core.db import UTCDateTime
from coop.core.triggers import append_only_sql

revision = "0004_governance"
down_revision = "0003_post"

APPEND_ONLY = (
    "attachment",
    "contribution",
    "counted_box",
    "declaration",
    "follow_up",
    "follow_up_report",
    "hearing",
    "motion_step",
    "open_vote",
    "roll_entry",
    "rule_set_adopted",
    "seconder",
    "turnout",
)


def upgrade() -> None:
    """Make the tables, then the triggers that guard them."""
    make_tables()
    dialect = op.get_bind().dialect.name
    statements = []
    for table in APPEND_ONLY:
        statements += append_only_sql(table, dialect)
    for statement in statements:
        op.execute(statement)


def downgrade() -> None:
    """Take the tables down; their triggers go with them."""
    drop_tables()


def make_tables() -> None:
    """Make the tables in the order of what they point at."""
    op.create_table(
        "motion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("is_secret", sa.Boolean(), nullable=False),
        sa.Column("is_by_class", sa.Boolean(), nullable=False),
        sa.Column("mover_id", sa.Uuid(), nullable=False),
        sa.Column("about_member_id", sa.Uuid(), nullable=True),
        sa.Column("same_as_id", sa.Uuid(), nullable=True),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("new_rules_text", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'proposed', 'seconded', 'in_notice', 'open', 'closed', 'declared', 'withdrawn', 'lapsed')",
            name=op.f("ck_motion_known_state"),
        ),
        sa.ForeignKeyConstraint(
            ["about_member_id"], ["member.id"], name=op.f("fk_motion_about_member_id")
        ),
        sa.ForeignKeyConstraint(["mover_id"], ["member.id"], name=op.f("fk_motion_mover_id")),
        sa.ForeignKeyConstraint(["same_as_id"], ["motion.id"], name=op.f("fk_motion_same_as_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_motion")),
        sa.UniqueConstraint("number", name="one_motion_a_number"),
    )
    op.create_index(op.f("ix_motion_question"), "motion", ["question"], unique=False)
    op.create_table(
        "attachment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("motion_id", sa.Uuid(), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("added_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name=op.f("fk_attachment_motion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_index(op.f("ix_attachment_motion_id"), "attachment", ["motion_id"], unique=False)
    op.create_table(
        "contribution",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("motion_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("keyed_by", sa.Uuid(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["keyed_by"], ["member.id"], name=op.f("fk_contribution_keyed_by")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_contribution_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["motion_id"], ["motion.id"], name=op.f("fk_contribution_motion_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution")),
    )
    op.create_index(op.f("ix_contribution_motion_id"), "contribution", ["motion_id"], unique=False)
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("motion_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name=op.f("fk_follow_up_motion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
    )
    op.create_index(op.f("ix_follow_up_motion_id"), "follow_up", ["motion_id"], unique=False)
    op.create_table(
        "hearing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("motion_id", sa.Uuid(), nullable=False),
        sa.Column("offered_on", sa.Date(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("was_present", sa.Boolean(), nullable=False),
        sa.Column("representative", sa.String(), nullable=False),
        sa.Column("statement", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name=op.f("fk_hearing_motion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing")),
        sa.UniqueConstraint("motion_id", name="heard_once"),
    )
    op.create_table(
        "motion_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("motion_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["motion_id"], ["motion.id"], name=op.f("fk_motion_step_motion_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_motion_step")),
        sa.UniqueConstraint("motion_id", "step", name="each_step_once"),
    )
    op.create_table(
        "rule_set_adopted",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("motion_id", sa.Uuid(), nullable=True),
        sa.Column("adopted_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["motion_id"], ["motion.id"], name=op.f("fk_rule_set_adopted_motion_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_set_adopted")),
        sa.UniqueConstraint("version", name="one_adoption_a_version"),
    )
    op.create_table(
        "seconder",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("motion_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("class_id", sa.Uuid(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_id"], ["stakeholder_class.id"], name=op.f("fk_seconder_class_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_seconder_member_id")),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name=op.f("fk_seconder_motion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seconder")),
        sa.UniqueConstraint("motion_id", "member_id", name="seconded_once_a_member"),
    )
    op.create_table(
        "ballot",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("motion_id", sa.Uuid(), nullable=False),
        sa.Column("notice_at", UTCDateTime(), nullable=False),
        sa.Column("opens_at", UTCDateTime(), nullable=False),
        sa.Column("closes_at", UTCDateTime(), nullable=False),
        sa.Column("rules_id", sa.Uuid(), nullable=True),
        sa.Column("left_out_because", sa.String(), nullable=False),
        sa.Column("empty_envelopes", sa.Integer(), nullable=False),
        sa.Column("empty_because", sa.String(), nullable=False),
        sa.Column("box_public_key", sa.LargeBinary(), nullable=True),
        sa.Column("box_sealed_key", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("closes_at > opens_at", name=op.f("ck_ballot_closes_after_opening")),
        sa.CheckConstraint("empty_envelopes >= 0", name=op.f("ck_ballot_empty_not_negative")),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name=op.f("fk_ballot_motion_id")),
        sa.ForeignKeyConstraint(
            ["rules_id"], ["rule_set_adopted.id"], name=op.f("fk_ballot_rules_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot")),
        sa.UniqueConstraint("motion_id", name="one_ballot_a_motion"),
    )
    op.create_table(
        "follow_up_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("follow_up_id", sa.Uuid(), nullable=False),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["follow_up_id"], ["follow_up.id"], name=op.f("fk_follow_up_report_follow_up_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up_report")),
    )
    op.create_index(
        op.f("ix_follow_up_report_follow_up_id"), "follow_up_report", ["follow_up_id"], unique=False
    )
    op.create_table(
        "counted_box",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ballot_id", sa.Uuid(), nullable=False),
        sa.Column("papers", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_counted_box_ballot_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counted_box")),
        sa.UniqueConstraint("ballot_id", name="one_box_a_ballot"),
    )
    op.create_table(
        "declaration",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ballot_id", sa.Uuid(), nullable=False),
        sa.Column("is_carried", sa.Boolean(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("declared_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_declaration_ballot_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declaration")),
        sa.UniqueConstraint("ballot_id", name="one_declaration_a_ballot"),
    )
    op.create_table(
        "open_vote",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ballot_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("choice", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "choice IN ('for', 'against', 'abstain', 'spoiled')",
            name=op.f("ck_open_vote_known_choice"),
        ),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballot.id"], name=op.f("fk_open_vote_ballot_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_open_vote_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_vote")),
        sa.UniqueConstraint("ballot_id", "member_id", "change", name="one_open_vote_a_change"),
    )
    op.create_table(
        "paper_batch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ballot_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("papers", sa.Integer(), nullable=False),
        sa.Column("college", sa.String(), nullable=False),
        sa.Column("spoiled", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("boxed_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint("papers > 0", name=op.f("ck_paper_batch_some_papers")),
        sa.CheckConstraint(
            "spoiled >= 0 AND spoiled <= papers", name=op.f("ck_paper_batch_spoiled_within")
        ),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_paper_batch_ballot_id")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["member.id"], name=op.f("fk_paper_batch_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_batch")),
        sa.UniqueConstraint("ballot_id", "number", name="one_batch_a_number"),
    )
    op.create_table(
        "roll_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ballot_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("class_id", sa.Uuid(), nullable=False),
        sa.Column("college", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballot.id"], name=op.f("fk_roll_entry_ballot_id")),
        sa.ForeignKeyConstraint(
            ["class_id"], ["stakeholder_class.id"], name=op.f("fk_roll_entry_class_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_roll_entry_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roll_entry")),
        sa.UniqueConstraint("ballot_id", "member_id", name="once_on_the_roll"),
    )
    op.create_table(
        "sealed_paper",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ballot_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_sealed_paper_ballot_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_paper")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "turnout",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ballot_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.CheckConstraint(
            "channel IN ('web', 'terminal', 'paper')", name=op.f("ck_turnout_known_channel")
        ),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballot.id"], name=op.f("fk_turnout_ballot_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_turnout_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turnout")),
        sa.UniqueConstraint("ballot_id", "member_id", name="one_member_one_vote"),
    )
    op.create_table(
        "batch_keying",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("teller_id", sa.Uuid(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("marks", sa.String(), nullable=False),
        sa.Column("keyed_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("turn IN (1, 2)", name=op.f("ck_batch_keying_first_or_second")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["paper_batch.id"], name=op.f("fk_batch_keying_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["teller_id"], ["member.id"], name=op.f("fk_batch_keying_teller_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_keying")),
        sa.UniqueConstraint("batch_id", "teller_id", name="each_teller_keys_once"),
        sa.UniqueConstraint("batch_id", "turn", name="two_keyings_a_batch"),
    )
    op.create_table(
        "batch_settlement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("settled_by", sa.Uuid(), nullable=False),
        sa.Column("settled_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["paper_batch.id"], name=op.f("fk_batch_settlement_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["member.id"], name=op.f("fk_batch_settlement_settled_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_settlement")),
        sa.UniqueConstraint("batch_id", "position", name="settled_once"),
    )


def drop_tables() -> None:
    """Drop the tables, the last made first."""
    op.drop_table("batch_settlement")
    op.drop_table("batch_keying")
    op.drop_table("turnout")
    op.drop_table("sealed_paper")
    op.drop_table("roll_entry")
    op.drop_table("paper_batch")
    op.drop_table("open_vote")
    op.drop_table("declaration")
    op.drop_table("counted_box")
    op.drop_index(op.f("ix_follow_up_report_follow_up_id"), table_name="follow_up_report")
    op.drop_table("follow_up_report")
    op.drop_table("ballot")
    op.drop_table("seconder")
    op.drop_table("rule_set_adopted")
    op.drop_table("motion_step")
    op.drop_table("hearing")
    op.drop_index(op.f("ix_follow_up_motion_id"), table_name="follow_up")
    op.drop_table("follow_up")
    op.drop_index(op.f("ix_contribution_motion_id"), table_name="contribution")
    op.drop_table("contribution")
    op.drop_index(op.f("ix_attachment_motion_id"), table_name="attachment")
    op.drop_table("attachment")
    op.drop_index(op.f("ix_motion_question"), table_name="motion")
    op.drop_table("motion")
