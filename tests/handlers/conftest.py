"""A world for each test, and the people who are in most stories."""

import pytest
from sqlalchemy import func, select

from bot.mentoring.people import Role
from tests.storage.databases import KINDS, fresh
from tests.world import World

ON_BOTH = pytest.mark.parametrize("used_world", KINDS, indirect=True)


@pytest.fixture(scope="session")
def used_world(request, tmp_path_factory):
    """One database for many stories: a fresh one would have to learn every statement anew.

    Modules that say `ON_BOTH` have one of each kind.
    """
    folder = tmp_path_factory.mktemp("world")
    with fresh(getattr(request, "param", KINDS[0]), folder) as url:
        made = World(folder, url)
        yield made
        made.store.close()


@pytest.fixture
def world(used_world):
    """A world in which nothing has happened yet."""
    return used_world.begins_again()


@pytest.fixture(params=KINDS)
def any_world(request, tmp_path):
    """A world on SQLite, and one on PostgreSQL where there is a server."""
    with fresh(request.param, tmp_path) as url:
        made = World(tmp_path, url)
        yield made
        made.store.close()


@pytest.fixture
def mette(world):
    """The coordinator, at her desk."""
    return come_in(world, "Mette", Role.COORDINATOR)


@pytest.fixture
def jonas(world, mette):
    """A mentor who waits."""
    return come_in(world, "Jonas", Role.MENTOR).taps("I'm ready to be matched")


@pytest.fixture
def anna(world, mette):
    """A mentee who waits."""
    return come_in(world, "Anna", Role.MENTEE).taps("I'm ready to be matched")


def come_in(world, name, role, programme="Peer Vejle", language="en"):
    """Somebody who came in by a link and skipped what can be skipped; a coordinator is at the desk then."""
    phone = world.phone(name, language)
    phone.opens(world.invitation(role, programme)).taps("Yes, that's fine").taps(name)
    if role is not Role.COORDINATOR:
        phone.taps("Skip").taps("Skip").taps("Skip")
    return phone


def places(world, phone):
    """The person's places, oldest first."""
    person = phone.person.id
    return world.read(lambda unit: unit.people.places(person))


def waiting(world, role, programme=1):
    """The people who wait in that role."""
    return [place.person for place in world.read(lambda unit: unit.people.waiting(programme, role))]


def count(world, table):
    """How many rows there are."""
    return world.read(lambda unit: unit.connection.execute(select(func.count()).select_from(table)).scalar_one())


def secret(phone):
    """The payload of the invitation on the phone's newest card."""
    return phone.last.picture.link.partition("start=")[2]
