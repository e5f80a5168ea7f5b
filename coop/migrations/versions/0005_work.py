"""Tables of rostering: where work is done, and when members can come.

Revision: 0005_work, after: 0004_governance
"""

import sqlalchemy as sa
from alembic import op

from coop.core.db import UTCDateTime
from coop.core.triggers import append_only_sql

revision = "0005_work"
down_revision = "0004_governance"

APPEND_ONLY = ("regime_change", "regime_hours", "release_site", "usual_week", "work_terms")


def upgrade() -> None:
    """Make the tables, then the triggers that guard them."""
    make_tables()
    dialect = op.get_bind().dialect.name
    for table in APPEND_ONLY:
        for statement in append_only_sql(table, dialect):
            op.execute(statement)


def downgrade() -> None:
    """Take the tables down; their triggers go with them."""
    drop_tables()


def make_tables() -> None:
    """Make the tables in the order of what they point at."""
    op.create_table(
        "skill",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skill")),
        sa.UniqueConstraint("name", name="one_skill_a_name"),
    )
    op.create_table(
        "regime_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("establishment_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("session", sa.String(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=True),
        sa.Column("ends", sa.Time(), nullable=True),
        sa.Column("is_usual_again", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "session IN ('am', 'pm', 'evening')", name=op.f("ck_regime_change_known_session")
        ),
        sa.CheckConstraint(
            "(starts IS NULL) = (ends IS NULL)", name=op.f("ck_regime_change_both_times_or_none")
        ),
        sa.CheckConstraint("ends > starts", name=op.f("ck_regime_change_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["establishment_id"],
            ["establishment.id"],
            name=op.f("fk_regime_change_establishment_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regime_change")),
    )
    op.create_index(
        "ix_regime_change_establishment", "regime_change", ["establishment_id", "day"], unique=False
    )
    op.create_table(
        "regime_hours",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("establishment_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("session", sa.String(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=True),
        sa.Column("ends", sa.Time(), nullable=True),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "session IN ('am', 'pm', 'evening')", name=op.f("ck_regime_hours_known_session")
        ),
        sa.CheckConstraint(
            "(starts IS NULL) = (ends IS NULL)", name=op.f("ck_regime_hours_both_times_or_none")
        ),
        sa.CheckConstraint("ends > starts", name=op.f("ck_regime_hours_ends_after_start")),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_regime_hours_known_weekday")),
        sa.ForeignKeyConstraint(
            ["establishment_id"],
            ["establishment.id"],
            name=op.f("fk_regime_hours_establishment_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regime_hours")),
    )
    op.create_index(
        "ix_regime_hours_establishment",
        "regime_hours",
        ["establishment_id", "from_on"],
        unique=False,
    )
    op.create_table(
        "site",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("establishment_id", sa.Uuid(), nullable=True),
        sa.Column("travel_minutes", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_site_some_capacity")),
        sa.CheckConstraint("travel_minutes >= 0", name=op.f("ck_site_travel_not_negative")),
        sa.ForeignKeyConstraint(
            ["establishment_id"], ["establishment.id"], name=op.f("fk_site_establishment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
        sa.UniqueConstraint("name", name="one_site_a_name"),
    )
    op.create_table(
        "work_area",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("supervisor_skill_id", sa.Uuid(), nullable=True),
        sa.Column("supervisors", sa.Integer(), nullable=False),
        sa.Column("ratio", sa.Integer(), nullable=False),
        sa.Column("is_peer_support", sa.Boolean(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('paid', 'governance', 'volunteer', 'time_bank', 'training')",
            name=op.f("ck_work_area_known_kind"),
        ),
        sa.CheckConstraint("most > 0", name=op.f("ck_work_area_some_places")),
        sa.CheckConstraint(
            "supervisors >= 0 AND ratio > 0", name=op.f("ck_work_area_supervision_makes_sense")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_work_area_site_id")),
        sa.ForeignKeyConstraint(
            ["supervisor_skill_id"], ["skill.id"], name=op.f("fk_work_area_supervisor_skill_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_area")),
        sa.UniqueConstraint("site_id", "name", name="one_area_a_name"),
    )
    op.create_table(
        "area_need",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("skill_id", sa.Uuid(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint("count > 0", name=op.f("ck_area_need_some_need")),
        sa.ForeignKeyConstraint(["area_id"], ["work_area.id"], name=op.f("fk_area_need_area_id")),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_area_need_skill_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_need")),
        sa.UniqueConstraint("area_id", "skill_id", name="one_need_a_skill"),
    )
    op.create_table(
        "area_tool",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint("count > 0", name=op.f("ck_area_tool_some_tools")),
        sa.ForeignKeyConstraint(["area_id"], ["work_area.id"], name=op.f("fk_area_tool_area_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_tool")),
        sa.UniqueConstraint("area_id", "name", name="one_tool_a_name"),
    )
    op.create_table(
        "area_wish",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.CheckConstraint("level BETWEEN -2 AND 2", name=op.f("ck_area_wish_known_level")),
        sa.ForeignKeyConstraint(["area_id"], ["work_area.id"], name=op.f("fk_area_wish_area_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_area_wish_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_wish")),
        sa.UniqueConstraint("member_id", "area_id", name="one_wish_an_area"),
    )
    op.create_table(
        "avoided_site",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_avoided_site_member_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_avoided_site_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_avoided_site")),
    )
    op.create_index("ix_avoided_site_member", "avoided_site", ["member_id"], unique=False)
    op.create_table(
        "certificate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("skill_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("seen_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("withdrawn_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint("until >= since", name=op.f("ck_certificate_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_certificate_member_id")
        ),
        sa.ForeignKeyConstraint(["seen_by"], ["member.id"], name=op.f("fk_certificate_seen_by")),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_certificate_skill_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
    )
    op.create_index("ix_certificate_member", "certificate", ["member_id"], unique=False)
    op.create_table(
        "commitment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", UTCDateTime(), nullable=False),
        sa.Column("ends_at", UTCDateTime(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("withdrawn_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "cause IN ('court', 'transfer', 'visit', 'adjudication', 'appointment', 'caring', 'leave')",
            name=op.f("ck_commitment_known_cause"),
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_commitment_ends_after_start")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_commitment_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
    )
    op.create_index("ix_commitment_member", "commitment", ["member_id", "starts_at"], unique=False)
    op.create_table(
        "curfew",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("weekdays", sa.String(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_curfew_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_curfew")),
    )
    op.create_index("ix_curfew_member", "curfew", ["member_id", "since"], unique=False)
    op.create_table(
        "demand",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("weekdays", sa.String(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("every_weeks", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("every_weeks > 0", name=op.f("ck_demand_some_weeks")),
        sa.CheckConstraint(
            "least >= 0 AND wanted >= least AND wanted > 0", name=op.f("ck_demand_cover_in_order")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["work_area.id"], name=op.f("fk_demand_area_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demand")),
    )
    op.create_table(
        "extra_time",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", UTCDateTime(), nullable=False),
        sa.Column("ends_at", UTCDateTime(), nullable=False),
        sa.Column("withdrawn_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_extra_time_ends_after_start")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_extra_time_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extra_time")),
    )
    op.create_index("ix_extra_time_member", "extra_time", ["member_id", "starts_at"], unique=False)
    op.create_table(
        "keep_apart",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("first_id", sa.Uuid(), nullable=False),
        sa.Column("second_id", sa.Uuid(), nullable=False),
        sa.Column("grain", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "grain IN ('shift', 'session', 'site')", name=op.f("ck_keep_apart_known_grain")
        ),
        sa.CheckConstraint("first_id <> second_id", name=op.f("ck_keep_apart_two_people")),
        sa.ForeignKeyConstraint(["first_id"], ["member.id"], name=op.f("fk_keep_apart_first_id")),
        sa.ForeignKeyConstraint(["second_id"], ["member.id"], name=op.f("fk_keep_apart_second_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_keep_apart")),
    )
    op.create_table(
        "mentor_pair",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mentor_id", sa.Uuid(), nullable=False),
        sa.Column("trainee_id", sa.Uuid(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("mentor_id <> trainee_id", name=op.f("ck_mentor_pair_two_people")),
        sa.ForeignKeyConstraint(
            ["mentor_id"], ["member.id"], name=op.f("fk_mentor_pair_mentor_id")
        ),
        sa.ForeignKeyConstraint(
            ["trainee_id"], ["member.id"], name=op.f("fk_mentor_pair_trainee_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor_pair")),
    )
    op.create_table(
        "release_window",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", UTCDateTime(), nullable=False),
        sa.Column("ends_at", UTCDateTime(), nullable=False),
        sa.Column("travel_minutes", sa.Integer(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("withdrawn_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_release_window_ends_after_start")),
        sa.CheckConstraint(
            "travel_minutes >= 0", name=op.f("ck_release_window_travel_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_release_window_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_window")),
    )
    op.create_index(
        "ix_release_window_member", "release_window", ["member_id", "starts_at"], unique=False
    )
    op.create_table(
        "rest_week",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_rest_week_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rest_week")),
        sa.UniqueConstraint("member_id", "monday", name="one_rest_a_week"),
    )
    op.create_table(
        "usual_week",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("hours", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_usual_week_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_usual_week")),
    )
    op.create_index("ix_usual_week_member", "usual_week", ["member_id", "from_on"], unique=False)
    op.create_table(
        "work_terms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("wished", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("most_a_day", sa.Integer(), nullable=True),
        sa.Column("has_opted_out", sa.Boolean(), nullable=False),
        sa.Column("is_volunteer", sa.Boolean(), nullable=False),
        sa.Column("elsewhere", sa.Integer(), nullable=False),
        sa.CheckConstraint("elsewhere >= 0", name=op.f("ck_work_terms_elsewhere_not_negative")),
        sa.CheckConstraint(
            "least >= 0 AND wished >= least AND most >= wished", name=op.f("ck_work_terms_in_order")
        ),
        sa.CheckConstraint("most_a_day > 0", name=op.f("ck_work_terms_some_day")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_work_terms_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_terms")),
    )
    op.create_index("ix_work_terms_member", "work_terms", ["member_id", "from_on"], unique=False)
    op.create_table(
        "release_site",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("release_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"], ["release_window.id"], name=op.f("fk_release_site_release_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_release_site_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_site")),
        sa.UniqueConstraint("release_id", "site_id", name="one_site_once_a_release"),
    )
    op.create_table(
        "shift",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("demand_id", sa.Uuid(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts_at", UTCDateTime(), nullable=False),
        sa.Column("ends_at", UTCDateTime(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("called_off_at", UTCDateTime(), nullable=True),
        sa.Column("called_off_because", sa.String(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('paid', 'governance', 'volunteer', 'time_bank', 'training')",
            name=op.f("ck_shift_known_kind"),
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_shift_ends_after_start")),
        sa.CheckConstraint(
            "least >= 0 AND wanted >= least AND most >= wanted AND most > 0",
            name=op.f("ck_shift_cover_in_order"),
        ),
        sa.ForeignKeyConstraint(["area_id"], ["work_area.id"], name=op.f("fk_shift_area_id")),
        sa.ForeignKeyConstraint(["demand_id"], ["demand.id"], name=op.f("fk_shift_demand_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift")),
        sa.UniqueConstraint("demand_id", "day", name="one_shift_a_demand_and_day"),
    )
    op.create_index("ix_shift_day", "shift", ["day"], unique=False)


def drop_tables() -> None:
    """Drop the tables, the last made first."""
    op.drop_index("ix_shift_day", table_name="shift")
    op.drop_table("shift")
    op.drop_table("release_site")
    op.drop_index("ix_work_terms_member", table_name="work_terms")
    op.drop_table("work_terms")
    op.drop_index("ix_usual_week_member", table_name="usual_week")
    op.drop_table("usual_week")
    op.drop_table("rest_week")
    op.drop_index("ix_release_window_member", table_name="release_window")
    op.drop_table("release_window")
    op.drop_table("mentor_pair")
    op.drop_table("keep_apart")
    op.drop_index("ix_extra_time_member", table_name="extra_time")
    op.drop_table("extra_time")
    op.drop_table("demand")
    op.drop_index("ix_curfew_member", table_name="curfew")
    op.drop_table("curfew")
    op.drop_index("ix_commitment_member", table_name="commitment")
    op.drop_table("commitment")
    op.drop_index("ix_certificate_member", table_name="certificate")
    op.drop_table("certificate")
    op.drop_index("ix_avoided_site_member", table_name="avoided_site")
    op.drop_table("avoided_site")
    op.drop_table("area_wish")
    op.drop_table("area_tool")
    op.drop_table("area_need")
    op.drop_table("work_area")
    op.drop_table("site")
    op.drop_index("ix_regime_hours_establishment", table_name="regime_hours")
    op.drop_table("regime_hours")
    op.drop_index("ix_regime_change_establishment", table_name="regime_change")
    op.drop_table("regime_change")
    op.drop_table("skill")
