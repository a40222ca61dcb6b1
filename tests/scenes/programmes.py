"""Scenes: somebody in two programmes."""

from bot.mentoring.people import Role
from tests.handlers.couples import Couple
from tests.scenes.stage import DAY, scene
from tests.world import NOW


@scene
def a_mentee_here_is_a_mentor_there(stage):
    couple, kim = stage.course(), Couple(stage.world, ("Sam", "Kim"), stage.language, "Peer Kolding").mentee
    anna, mentee = couple.mentee.person.id, kim.person.id

    def build(unit):
        kolding = unit.programmes.by_name("Peer Kolding").id
        unit.people.join(kolding, anna, Role.MENTOR, 1, NOW)
        unit.pairs.add(kolding, anna, mentee, NOW)

    stage.world.write(build)
    stage.at(NOW + DAY)
    couple.mentee.types("/home")
    stage.only(couple.mentee)
