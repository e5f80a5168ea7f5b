"""First tables: the register and its dated facts.

Revision: 0002_membership, after: 0001_ground
"""

import sqlalchemy as sa
from alembic import op

from coop.core.db import UTCDateTime
from coop.core.triggers import append_only_sql, fixed_sql

revision = "0002_membership"
down_revision = "0001_ground"

APPEND_ONLY = (
    "application",
    "application_decision",
    "application_opinion",
    "class_membership",
    "consent",
    "demonstration_clock",
    "member_name",
    "office_confirmation",
    "office_end",
    "office_grant",
    "reach",
    "service_address",
    "share_entry",
    "standing",
    "whereabouts",
)
FIXED = (("cooperative", "founded_at"), ("cooperative", "is_demonstration"))


def upgrade() -> None:
    """Make the tables, then the triggers that guard them."""
    make_tables()
    dialect = op.get_bind().dialect.name
    statements = []
    for table in APPEND_ONLY:
        statements += append_only_sql(table, dialect)
    for table, column in FIXED:
        statements += fixed_sql(table, column, dialect)
    for statement in statements:
        op.execute(statement)


def downgrade() -> None:
    """Take the tables down; their triggers go with them."""
    drop_tables()


def make_tables() -> None:
    """Make the tables in the order of what they point at."""
    op.create_table(
        "cooperative",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("registered_number", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("founded_at", UTCDateTime(), nullable=False),
        sa.Column("is_demonstration", sa.Boolean(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_cooperative_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cooperative")),
    )
    op.create_table(
        "demonstration_clock",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("moved_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("seconds > 0", name=op.f("ck_demonstration_clock_forward_only")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demonstration_clock")),
    )
    op.create_table(
        "establishment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("post_days_in", sa.Integer(), nullable=False),
        sa.Column("post_days_back", sa.Integer(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "post_days_in >= 0 AND post_days_back >= 0",
            name=op.f("ck_establishment_days_not_negative"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_establishment")),
        sa.UniqueConstraint("name", name="one_establishment_a_name"),
    )
    op.create_table(
        "founding_draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("answers", sa.String(), nullable=False),
        sa.Column("saved_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_founding_draft")),
    )
    op.create_table(
        "stakeholder_class",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("eligibility", sa.String(), nullable=False),
        sa.Column("minimum_age", sa.Integer(), nullable=False),
        sa.Column("needs_attestation", sa.Boolean(), nullable=False),
        sa.Column("is_volunteer", sa.Boolean(), nullable=False),
        sa.Column("is_disadvantaged", sa.Boolean(), nullable=False),
        sa.Column("order", sa.Integer(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stakeholder_class")),
        sa.UniqueConstraint("code", name="one_class_a_code"),
        sa.UniqueConstraint("name", name="one_class_a_name"),
    )
    op.create_table(
        "application",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sort_name", sa.String(), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("use_cooperatives_address", sa.Boolean(), nullable=False),
        sa.Column("class_id", sa.Uuid(), nullable=False),
        sa.Column("establishment_id", sa.Uuid(), nullable=True),
        sa.Column("shares", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("large_print", sa.Boolean(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("received_at", UTCDateTime(), nullable=False),
        sa.Column("former_number", sa.Integer(), nullable=True),
        sa.CheckConstraint("shares > 0", name=op.f("ck_application_at_least_one_share")),
        sa.ForeignKeyConstraint(
            ["class_id"], ["stakeholder_class.id"], name=op.f("fk_application_class_id")
        ),
        sa.ForeignKeyConstraint(
            ["establishment_id"], ["establishment.id"], name=op.f("fk_application_establishment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
        sa.UniqueConstraint("reference", name=op.f("uq_application_reference")),
    )
    op.create_table(
        "application_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.Column("decided_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('admitted', 'refused', 'withdrawn')",
            name=op.f("ck_application_decision_known_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_application_decision_application_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_decision")),
        sa.UniqueConstraint("application_id", name="decided_once"),
    )
    op.create_table(
        "member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("application_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_member_account_id")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_member_application_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("account_id", name="one_member_an_account"),
        sa.UniqueConstraint("application_id", name="one_member_an_application"),
        sa.UniqueConstraint("number", name="one_member_a_number"),
    )
    op.create_table(
        "application_opinion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("approves", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("given_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_application_opinion_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_application_opinion_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_opinion")),
        sa.UniqueConstraint("application_id", "member_id", name="one_opinion_a_decider"),
    )
    op.create_table(
        "class_membership",
        sa.Column("class_id", sa.Uuid(), nullable=False),
        sa.Column("attested_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attested_by"], ["member.id"], name=op.f("fk_class_membership_attested_by")
        ),
        sa.ForeignKeyConstraint(
            ["class_id"], ["stakeholder_class.id"], name=op.f("fk_class_membership_class_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_class_membership_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_membership")),
    )
    op.create_index(
        "ix_class_membership_member", "class_membership", ["member_id", "from_on"], unique=False
    )
    op.create_table(
        "consent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("to_whom", sa.String(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("given_at", UTCDateTime(), nullable=False),
        sa.Column("withdraws_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_consent_member_id")),
        sa.ForeignKeyConstraint(
            ["withdraws_id"], ["consent.id"], name=op.f("fk_consent_withdraws_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
        sa.UniqueConstraint("withdraws_id", name=op.f("uq_consent_withdraws_id")),
    )
    op.create_index(op.f("ix_consent_member_id"), "consent", ["member_id"], unique=False)
    op.create_table(
        "member_name",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sort_name", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_member_name_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_name")),
    )
    op.create_index("ix_member_name_member", "member_name", ["member_id", "from_on"], unique=False)
    op.create_table(
        "office_grant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("granted_by", sa.Uuid(), nullable=True),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("granted_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "until_on IS NULL OR until_on >= from_on", name=op.f("ck_office_grant_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["granted_by"], ["member.id"], name=op.f("fk_office_grant_granted_by")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_office_grant_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_grant")),
    )
    op.create_index(op.f("ix_office_grant_member_id"), "office_grant", ["member_id"], unique=False)
    op.create_table(
        "reach",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("large_print", sa.Boolean(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "channel IN ('web', 'terminal', 'paper')", name=op.f("ck_reach_known_channel")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_reach_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reach")),
    )
    op.create_index("ix_reach_member", "reach", ["member_id", "from_on"], unique=False)
    op.create_table(
        "service_address",
        sa.Column("lines", sa.String(), nullable=False),
        sa.Column("is_cooperatives_own", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_service_address_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_address")),
    )
    op.create_index(
        "ix_service_address_member", "service_address", ["member_id", "from_on"], unique=False
    )
    op.create_table(
        "share_entry",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("shares", sa.Integer(), nullable=False),
        sa.Column("paid_minor", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('bought', 'transferred_in', 'transferred_out', 'withdrawn', 'forfeited')",
            name=op.f("ck_share_entry_known_kind"),
        ),
        sa.CheckConstraint("shares <> 0", name=op.f("ck_share_entry_some_shares")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_share_entry_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share_entry")),
    )
    op.create_index("ix_share_entry_member", "share_entry", ["member_id", "from_on"], unique=False)
    op.create_table(
        "standing",
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("motion_number", sa.String(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "step IN ('admitted', 'readmitted', 'resigned', 'died', 'expelled')",
            name=op.f("ck_standing_known_step"),
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_standing_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing")),
    )
    op.create_index("ix_standing_member", "standing", ["member_id", "from_on"], unique=False)
    op.create_table(
        "whereabouts",
        sa.Column("establishment_id", sa.Uuid(), nullable=True),
        sa.Column("move", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "move IN ('start', 'transfer', 'temporary_release', 'return', 'release', 'recall')",
            name=op.f("ck_whereabouts_known_move"),
        ),
        sa.ForeignKeyConstraint(
            ["establishment_id"], ["establishment.id"], name=op.f("fk_whereabouts_establishment_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_whereabouts_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_whereabouts")),
    )
    op.create_index("ix_whereabouts_member", "whereabouts", ["member_id", "from_on"], unique=False)
    op.create_table(
        "office_confirmation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("grant_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("granted_by", sa.Uuid(), nullable=True),
        sa.Column("confirmed_by", sa.Uuid(), nullable=True),
        sa.Column("confirmed_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "confirmed_by <> granted_by", name=op.f("ck_office_confirmation_two_people")
        ),
        sa.CheckConstraint(
            "confirmed_by <> member_id", name=op.f("ck_office_confirmation_never_ones_own")
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["member.id"], name=op.f("fk_office_confirmation_confirmed_by")
        ),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["office_grant.id"], name=op.f("fk_office_confirmation_grant_id")
        ),
        sa.ForeignKeyConstraint(
            ["granted_by"], ["member.id"], name=op.f("fk_office_confirmation_granted_by")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_office_confirmation_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_confirmation")),
        sa.UniqueConstraint("grant_id", name="confirmed_once"),
    )
    op.create_table(
        "office_end",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("grant_id", sa.Uuid(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["office_grant.id"], name=op.f("fk_office_end_grant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_end")),
        sa.UniqueConstraint("grant_id", name="ended_once"),
    )


def drop_tables() -> None:
    """Drop the tables, the last made first."""
    op.drop_table("office_end")
    op.drop_table("office_confirmation")
    op.drop_index("ix_whereabouts_member", table_name="whereabouts")
    op.drop_table("whereabouts")
    op.drop_index("ix_standing_member", table_name="standing")
    op.drop_table("standing")
    op.drop_index("ix_share_entry_member", table_name="share_entry")
    op.drop_table("share_entry")
    op.drop_index("ix_service_address_member", table_name="service_address")
    op.drop_table("service_address")
    op.drop_index("ix_reach_member", table_name="reach")
    op.drop_table("reach")
    op.drop_index(op.f("ix_office_grant_member_id"), table_name="office_grant")
    op.drop_table("office_grant")
    op.drop_index("ix_member_name_member", table_name="member_name")
    op.drop_table("member_name")
    op.drop_index(op.f("ix_consent_member_id"), table_name="consent")
    op.drop_table("consent")
    op.drop_index("ix_class_membership_member", table_name="class_membership")
    op.drop_table("class_membership")
    op.drop_table("application_opinion")
    op.drop_table("member")
    op.drop_table("application_decision")
    op.drop_table("application")
    op.drop_table("stakeholder_class")
    op.drop_table("founding_draft")
    op.drop_table("establishment")
    op.drop_table("demonstration_clock")
    op.drop_table("cooperative")
