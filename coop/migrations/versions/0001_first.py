"""The first tables: accounts, the log, jobs, membership, post and decisions.

Revision: 0001_first, after: nothing
"""

import sqlalchemy as sa
from alembic import op

from coop.core.db import UTCDateTime
from coop.core.triggers import append_only_sql, drop_ground_sql, fixed_sql, ground_sql

revision = "0001_first"
down_revision = None

APPEND_ONLY = [
    "application",
    "application_decision",
    "application_opinion",
    "attachment",
    "audit_entry",
    "audit_place",
    "audit_seal",
    "class_membership",
    "consent",
    "contribution",
    "counted_box",
    "declaration",
    "demonstration_clock",
    "dispatch",
    "follow_up",
    "follow_up_report",
    "hearing",
    "letter",
    "letter_return",
    "member_name",
    "motion_step",
    "office_confirmation",
    "office_end",
    "office_grant",
    "open_vote",
    "reach",
    "roll_entry",
    "rule_set_adopted",
    "seconder",
    "service_address",
    "share_entry",
    "standing",
    "turnout",
    "whereabouts",
]
FIXED = [("cooperative", "founded_at"), ("cooperative", "is_demonstration")]


def upgrade() -> None:
    """Make every table, then the triggers that guard them."""
    _make_tables()
    dialect = op.get_bind().dialect.name
    statements = ground_sql(dialect)
    for table in APPEND_ONLY:
        statements += append_only_sql(table, dialect)
    for table, column in FIXED:
        statements += fixed_sql(table, column, dialect)
    for statement in statements:
        op.execute(statement)


def downgrade() -> None:
    """Take everything down again."""
    _drop_tables()
    for statement in drop_ground_sql(op.get_bind().dialect.name):
        op.execute(statement)


def _make_tables() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("password_hash", sa.String(length=255), nullable=True),
        sa.Column("pin_hash", sa.String(length=255), nullable=True),
        sa.Column("totp_sealed", sa.String(length=255), nullable=True),
        sa.Column("totp_step", sa.Integer(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("closed_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("name", name="one_account_per_name"),
    )
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("keyed_by", sa.Uuid(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "via IN ('web', 'terminal', 'paper', 'meeting', 'system')",
            name=op.f("ck_audit_entry_known_channel"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
        info={"append_only": True},
    )
    op.create_index("ix_audit_entry_at", "audit_entry", ["at"], unique=False)
    op.create_index("ix_audit_entry_subject", "audit_entry", ["subject"], unique=False)
    op.create_table(
        "audit_seal",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("root", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("first <= last", name=op.f("ck_audit_seal_seal_holds_something")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_seal")),
        sa.UniqueConstraint("first", name="seals_begin_once"),
        sa.UniqueConstraint("previous", name="one_seal_follows_another"),
        info={"append_only": True},
    )
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
        info={"fixed": ("is_demonstration", "founded_at")},
    )
    op.create_table(
        "demonstration_clock",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("moved_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("seconds > 0", name=op.f("ck_demonstration_clock_forward_only")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demonstration_clock")),
        info={"append_only": True},
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
        "job",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("promised_at", UTCDateTime(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("rung_at", UTCDateTime(), nullable=True),
        sa.Column("done_at", UTCDateTime(), nullable=True),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(state = 'done') = (done_at IS NOT NULL)", name=op.f("ck_job_done_has_its_moment")
        ),
        sa.CheckConstraint(
            "state IN ('promised', 'done', 'failed')", name=op.f("ck_job_known_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("name", "key", name="promised_once"),
    )
    op.create_index("ix_job_state_due_at", "job", ["state", "due_at"], unique=False)
    op.create_table(
        "sign_in_tries",
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last_at", UTCDateTime(), nullable=False),
        sa.Column("is_told", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_sign_in_tries")),
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
        "terminal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("place_name", sa.String(length=80), nullable=False),
        sa.Column("registered_at", UTCDateTime(), nullable=False),
        sa.Column("retired_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terminal")),
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
        info={"append_only": True},
    )
    op.create_table(
        "audit_place",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("seal_number", sa.Integer(), nullable=False),
        sa.Column("leaf", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["audit_entry.id"], name=op.f("fk_audit_place_entry_id")
        ),
        sa.ForeignKeyConstraint(
            ["seal_number"], ["audit_seal.number"], name=op.f("fk_audit_place_seal_number")
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_audit_place")),
        sa.UniqueConstraint("entry_id", name="one_place_an_entry"),
        info={"append_only": True},
    )
    op.create_table(
        "audit_waiting",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["audit_entry.id"], name=op.f("fk_audit_waiting_entry_id")
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_audit_waiting")),
    )
    op.create_table(
        "mail_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("establishment_id", sa.Uuid(), nullable=True),
        sa.Column("prepared_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('ballot', 'result', 'notice')", name=op.f("ck_mail_run_known_kind")
        ),
        sa.ForeignKeyConstraint(
            ["establishment_id"], ["establishment.id"], name=op.f("fk_mail_run_establishment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_run")),
        sa.UniqueConstraint("kind", "subject_id", "part", name="one_run_a_subject_and_part"),
    )
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("used_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_recovery_code_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
        sa.UniqueConstraint("code_hash", name="one_recovery_code"),
    )
    op.create_index(
        op.f("ix_recovery_code_account_id"), "recovery_code", ["account_id"], unique=False
    )
    op.create_table(
        "sign_in_invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("issued_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.Column("used_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_sign_in_invitation_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_invitation")),
        sa.UniqueConstraint("code_hash", name="one_invitation_per_code"),
    )
    op.create_index(
        op.f("ix_sign_in_invitation_account_id"), "sign_in_invitation", ["account_id"], unique=False
    )
    op.create_table(
        "sign_in_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("terminal_id", sa.Uuid(), nullable=True),
        sa.Column("second_factor_passed", sa.Boolean(), nullable=False),
        sa.Column("started_at", UTCDateTime(), nullable=False),
        sa.Column("last_used_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_sign_in_session_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["terminal_id"], ["terminal.id"], name=op.f("fk_sign_in_session_terminal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_session")),
        sa.UniqueConstraint("token_hash", name="one_session_per_token"),
    )
    op.create_index(
        op.f("ix_sign_in_session_account_id"), "sign_in_session", ["account_id"], unique=False
    )
    op.create_index(
        op.f("ix_sign_in_session_expires_at"), "sign_in_session", ["expires_at"], unique=False
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
        info={"append_only": True},
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
        info={"append_only": True},
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
        info={"append_only": True},
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
        info={"append_only": True},
    )
    op.create_index(op.f("ix_consent_member_id"), "consent", ["member_id"], unique=False)
    op.create_table(
        "dispatch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["member.id"], name=op.f("fk_dispatch_recorded_by")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["mail_run.id"], name=op.f("fk_dispatch_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch")),
        sa.UniqueConstraint("run_id", name="dispatched_once"),
        info={"append_only": True},
    )
    op.create_table(
        "letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_letter_member_id")),
        sa.ForeignKeyConstraint(["replaces_id"], ["letter.id"], name=op.f("fk_letter_replaces_id")),
        sa.ForeignKeyConstraint(["run_id"], ["mail_run.id"], name=op.f("fk_letter_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("code", name="one_letter_a_code"),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_letter_replaces_id")),
        sa.UniqueConstraint("run_id", "member_id", name="one_letter_a_member"),
        info={"append_only": True},
    )
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
        info={"append_only": True},
    )
    op.create_index("ix_member_name_member", "member_name", ["member_id", "from_on"], unique=False)
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
        info={"append_only": True},
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
        info={"append_only": True},
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
        info={"append_only": True},
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
        info={"append_only": True},
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
        info={"append_only": True},
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
        info={"append_only": True},
    )
    op.create_index("ix_whereabouts_member", "whereabouts", ["member_id", "from_on"], unique=False)
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
        info={"append_only": True},
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
        info={"append_only": True},
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
        info={"append_only": True},
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
        info={"append_only": True},
    )
    op.create_table(
        "letter_return",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('accepted', 'late', 'unused', 'undelivered', 'already_voted')",
            name=op.f("ck_letter_return_known_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.id"], name=op.f("fk_letter_return_letter_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["member.id"], name=op.f("fk_letter_return_recorded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_return")),
        sa.UniqueConstraint("letter_id", name="returned_once"),
        info={"append_only": True},
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
        info={"append_only": True},
    )
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
        info={"append_only": True},
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
        info={"append_only": True},
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
        info={"append_only": True},
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
        info={"append_only": True},
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
        info={"append_only": True},
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
        info={"append_only": True},
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
        info={"append_only": True},
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
        info={"append_only": True},
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
        info={"append_only": True},
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
        info={"append_only": True},
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


def _drop_tables() -> None:
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
    op.drop_table("office_end")
    op.drop_table("office_confirmation")
    op.drop_table("motion_step")
    op.drop_table("letter_return")
    op.drop_table("hearing")
    op.drop_index(op.f("ix_follow_up_motion_id"), table_name="follow_up")
    op.drop_table("follow_up")
    op.drop_index(op.f("ix_contribution_motion_id"), table_name="contribution")
    op.drop_table("contribution")
    op.drop_index(op.f("ix_attachment_motion_id"), table_name="attachment")
    op.drop_table("attachment")
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
    op.drop_index(op.f("ix_motion_question"), table_name="motion")
    op.drop_table("motion")
    op.drop_index("ix_member_name_member", table_name="member_name")
    op.drop_table("member_name")
    op.drop_table("letter")
    op.drop_table("dispatch")
    op.drop_index(op.f("ix_consent_member_id"), table_name="consent")
    op.drop_table("consent")
    op.drop_index("ix_class_membership_member", table_name="class_membership")
    op.drop_table("class_membership")
    op.drop_table("application_opinion")
    op.drop_table("member")
    op.drop_table("application_decision")
    op.drop_index(op.f("ix_sign_in_session_expires_at"), table_name="sign_in_session")
    op.drop_index(op.f("ix_sign_in_session_account_id"), table_name="sign_in_session")
    op.drop_table("sign_in_session")
    op.drop_index(op.f("ix_sign_in_invitation_account_id"), table_name="sign_in_invitation")
    op.drop_table("sign_in_invitation")
    op.drop_index(op.f("ix_recovery_code_account_id"), table_name="recovery_code")
    op.drop_table("recovery_code")
    op.drop_table("mail_run")
    op.drop_table("audit_waiting")
    op.drop_table("audit_place")
    op.drop_table("application")
    op.drop_table("terminal")
    op.drop_table("stakeholder_class")
    op.drop_table("sign_in_tries")
    op.drop_index("ix_job_state_due_at", table_name="job")
    op.drop_table("job")
    op.drop_table("founding_draft")
    op.drop_table("establishment")
    op.drop_table("demonstration_clock")
    op.drop_table("cooperative")
    op.drop_table("audit_seal")
    op.drop_index("ix_audit_entry_subject", table_name="audit_entry")
    op.drop_index("ix_audit_entry_at", table_name="audit_entry")
    op.drop_table("audit_entry")
    op.drop_table("account")
