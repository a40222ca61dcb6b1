"""Every fault that we inject, what must hold, and the scenarios of each."""

from bot.demo.faults import Trouble
from tests.chaos import clocks, crews, disk, gone, kills, migrations, network, updates
from tests.chaos.row import Check, Row, suite

LONG = 20  # seconds of an outage in the whole run
ONCE_EACH = "each acknowledged update has its effect once; no reminder twice; what is uncertain is listed as that"
BORNE = "survived, no busy loop, back to normal within 5 s, each unsent message with its reason"
CLEAR = "a clear state, nothing lost, back to normal within 5 s"
CALM = "nothing lost, nothing twice, nothing at night, no flood"


def _outages(*troubles, seconds=LONG, **more):
    return [{"trouble": trouble, "seconds": seconds, **more} for trouble in troubles]


TABLE = (
    Row(
        "kill -9 at random moments of intake, transaction and delivery",
        ONCE_EACH,
        [Check(kills.kills, [{"rounds": 200, "updates": 10_000, "news": 400}])],
    ),
    Row(
        "kill -9 between any two lines of the whole story, in both languages",
        "the phones show the same story, word for word",
        [suite("tests/journeys/test_kill_story.py", "test_a_bot_that_dies_between_any_two_lines_tells_the_same_story")],
    ),
    Row(
        "kill -9 in the middle of a migration",
        "the old tables or the new ones, whole; the next start ends the work",
        [Check(migrations.kills, [{"rounds": 60}], [{"rounds": 2}])],
    ),
    Row(
        "kill -9 in the middle of a backup, a restore, a change of keys",
        "no half copy, the old database or the new one, every word readable; run again, it ends",
        [
            suite(
                "tests/storage/test_backup.py",
                "test_a_backup_killed_anywhere_leaves_no_half_copy_and_the_next_one_is_made",
                "test_a_restore_killed_anywhere_leaves_the_old_or_the_new_and_ends_when_it_is_run_again",
                "test_a_process_killed_before_it_replaces_leaves_the_old_one",
            ),
            suite(
                "tests/storage/test_rotation.py",
                "test_a_rotation_killed_anywhere_leaves_all_readable_and_ends_when_it_is_run_again",
                "test_forgetting_killed_anywhere_leaves_all_readable_and_ends_when_it_is_run_again",
                "test_a_process_killed_between_two_rows_leaves_all_readable_too",
            ),
        ],
    ),
    Row(
        "two bots that both lead on one database",
        "written once and said once; what one has under way is left to it",
        [
            suite(
                "tests/test_two_bots.py",
                "test_two_bots_that_tick_in_the_same_minute_remind_everybody_once",
                "test_a_bot_that_starts_leaves_alone_what_another_has_under_way_and_takes_up_what_a_dead_one_had",
            )
        ],
    ),
    Row(
        "kill -9 of any of four processes on one PostgreSQL, to which 3,000 updates from 200 chats are brought",
        "each update has its effect once, in order within each chat; no reminder twice",
        [Check(crews.on_a_server, [{"rounds": 14, "updates": 3_000, "chats": 200}])],
    ),
    Row(
        "a second bot on one database, while the first is killed, stopped, or cut off from the database",
        "it stands by, and leads within 5 s; two that lead for a moment write once and say once",
        [
            suite(
                "tests/test_leading.py",
                "test_a_second_bot_stands_by_and_answers_within_five_seconds_of_the_end_of_the_first",
                "test_a_bot_that_is_stopped_hands_over_in_order",
            )
        ],
    ),
    Row(
        "429 with retry_after, for everything and for one chat",
        BORNE,
        [
            Check(
                network.outage,
                [*_outages(Trouble.TOO_MANY), *_outages(Trouble.TOO_MANY, methods=["*"], chat=True)],
                _outages(Trouble.TOO_MANY, seconds=1, methods=["*"], chat=True),
            )
        ],
    ),
    Row(
        "500; 502; no answer; a connection reset before and after the server acted; bad JSON",
        BORNE,
        [
            Check(
                network.outage,
                _outages(*(each for each in Trouble if each is not Trouble.TOO_MANY)),
                _outages(Trouble.GATEWAY, seconds=1),
            )
        ],
    ),
    Row(
        "each of these once, for one message",
        "a notice comes once or is uncertain, an answer comes at least once, an alert is repeated and says so",
        [
            suite(
                "tests/test_delivery.py",
                "test_a_notice_comes_at_most_once_whatever_the_network_does",
                "test_an_answer_comes_at_least_once_whatever_the_network_does",
                "test_an_alert_that_may_not_have_come_is_repeated_and_says_so",
                "test_an_alert_that_may_never_have_come_is_not_repeated_for_ever",
            )
        ],
    ),
    Row(
        "409: somebody else polls with the same token",
        "no busy loop, back to normal within 5 s, nothing lost",
        [Check(network.second_poller, [{"seconds": LONG}], [{"seconds": 0.5}])],
    ),
    Row(
        "401: the token is taken back",
        "it ends with one line for the operator; with the new token everything is taken up where it was",
        [
            Check(network.token_taken_back, [{}], [{}]),
            suite("tests/test_cli.py", "test_a_token_that_is_taken_back_ends_the_run_in_one_line"),
        ],
    ),
    Row(
        "updates repeated, out of order, update_id beginning anew at a lower number",
        "one effect each, one answer each",
        [Check(updates.any_order, [{"rounds": 100}], [{"rounds": 3}])],
    ),
    Row(
        "the same tap 50 times at once",
        "the same answer, one effect, one word to the other",
        [Check(updates.fifty_taps, [{}] * 5, [{}])],
    ),
    Row(
        "a person blocks the bot and comes back; an account is deleted; a chat is not found",
        "unreachable with nothing tried twice, and back with the first tap",
        [
            suite("tests/test_delivery.py", "test_who_left_is_unreachable_with_nothing_tried_twice"),
            suite("tests/test_intake.py", "test_who_blocks_the_bot_is_unreachable_until_they_write"),
        ],
    ),
    Row(
        "the message to edit is deleted; it says this already; a query is too old",
        "a new message in the place of the one that is gone; the tap has its effect",
        [
            suite(
                "tests/test_delivery.py",
                "test_a_card_that_is_gone_comes_as_a_new_one",
                "test_an_edit_that_changes_nothing_is_as_good_as_sent",
            ),
            Check(updates.too_old, [{}], [{}]),
        ],
    ),
    Row(
        "the database is locked by another process",
        CLEAR,
        [Check(disk.not_writable, [{"how": disk.locked, "seconds": 20}], [{"how": disk.locked, "seconds": 0.5}])],
    ),
    Row(
        "the disk is full; the file is read-only; an update is in hand meanwhile",
        CLEAR,
        [
            Check(
                disk.not_writable,
                [{"how": how, "seconds": 40} for how in (disk.full, disk.read_only)],
                [{"how": disk.full, "seconds": 1}],
            ),
            Check(disk.in_hand, [{"seconds": 40}]),
        ],
    ),
    Row(
        "the disk of a real process is full to the last byte, and then is not",
        CLEAR,
        [Check(gone.full_disk, [{"seconds": seconds, "updates": 300} for seconds in (2, 20, 45)])],
    ),
    Row(
        "the PostgreSQL server of a real process is killed, and started again",
        CLEAR,
        [Check(gone.server_killed, [{"seconds": seconds, "updates": 300} for seconds in (2, 20, 45)])],
    ),
    Row(
        "a start with a wrong key, without the key, on a file or a folder that is none; half a migration; a newer one",
        "one line that says what to mend; nothing is changed",
        [
            suite(
                "tests/test_cli.py",
                "test_a_wrong_key_file_is_one_line",
                "test_a_database_that_is_something_else_is_one_line",
                "test_a_folder_that_cannot_be_written_is_one_line",
            ),
            suite(
                "tests/storage/test_migrations.py",
                "test_a_migration_that_would_lose_rows_changes_nothing",
                "test_a_database_of_a_newer_makker_is_left_alone",
            ),
        ],
    ),
    Row(
        "the clock is set back by minutes or hours, again and again for a week",
        "each phone rings as in a week in which it is not",
        [Check(clocks.set_back, [{"rounds": 6}])],
    ),
    Row(
        "the clock leaps by hours, days or a year, and is set right",
        CALM,
        [
            suite("tests/test_setback.py", "test_after_a_leap_of_a_year_a_week_rings_as_any_other"),
            suite(
                "tests/handlers/test_setback.py",
                "test_whatever_the_leap_the_next_meeting_is_reminded_of_once",
                "test_a_break_goes_on_and_takes_only_its_own_days",
            ),
        ],
    ),
    Row(
        "both changes of summer time",
        "nothing at night, each reminder once, at its time on the wall",
        [
            Check(
                clocks.summer_time, [{"start": at} for at in (clocks.SPRING, clocks.AUTUMN)], [{"start": clocks.SPRING}]
            ),
            suite(
                "tests/journeys/test_story.py",
                "test_a_course_of_six_months_meets_at_half_past_four_on_both_sides_of_a_dst_change",
            ),
        ],
    ),
    Row(
        "down for three days",
        CALM,
        [
            suite("tests/journeys/test_kill_story.py", "test_a_start_after_three_days_sends_no_flood"),
            suite("tests/journeys/test_story.py", "test_three_days_of_standing_still_make_no_flood"),
        ],
    ),
    Row(
        "a ticker stopped at any step, on any calendar that hypothesis finds",
        "no wrong ring, none forgotten, a reason on every row",
        [suite("tests/test_ticker.py", "test_no_calendar_and_no_stop_makes_a_wrong_ring")],
    ),
)
