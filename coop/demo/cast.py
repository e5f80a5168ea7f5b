"""The people of the demonstration: drawn names, none of them anybody’s."""

from coop.demo.draw import Draw

GIVEN = (
    "Abena Adam Aisha Alan Amira Andre Anita Anwen Bashir Bella Bronwen Callum Carys Chloe Curtis "
    "Damian Danuta Darren Dawit Deborah Dylan Eleri Emeka Esther Fatima Fergus Gareth Gemma Grace "
    "Hamza Hannah Ibrahim Ifan Imran Irena Isaac Jamal Janet Jerome Joanna Kadir Karen Kwame Leila "
    "Lewis Lucia Malik Marek Marta Megan Miriam Mohan Nadia Nia Nikolai Olga Omar Owen Patience "
    "Peter Priya Rafael Rhian Rhys Rosa Ruth Samuel Sara Selma Simon Sofia Stefan Tamar Tariq Tess "
    "Thomas Tomasz Uma Victor Wendy Winston Yasmin Yusuf Zainab Zoe"
).split()
FAMILY = (
    "Abara Achebe Ahmed Baker Barros Bevan Bhatt Bowen Brandt Carter Chandra Clarke Cole Costa "
    "Dahl Davies Demir Diallo Doyle Evans Faraday Ferreira Finch Flynn Garba Gill Griffiths Haddad "
    "Hale Harris Hassan Horvat Hughes Ivanov Jarvis Jenkins Jones Kaplan Keane Khan Kovacs Lake "
    "Lambert Lewis Lindqvist Lloyd Marsh Martin Mensah Morgan Moss Nowak Nkosi Okafor Owen Parry "
    "Patel Pereira Pike Price Quinn Rees Reid Roberts Rossi Sadler Santos Sharma Silva Singh Stone "
    "Tadesse Taylor Thomas Tran Turner Vale Vaughan Walker Watkins Webb Wilde Yates Young"
).split()


def names(count: int, draw: Draw) -> list[tuple[str, str]]:
    """Give so many different names, each with the form it is sorted by."""
    pairs = [(given, family) for given in GIVEN for family in FAMILY]
    whole = draw.shuffled(pairs[: max(count * 3, 0)] if count > len(pairs) // 3 else _spread(pairs))
    rounds = -(-count // len(whole))
    many = [
        (given, family if lap == 0 else f"{family}-{FAMILY[lap % len(FAMILY)]}")
        for lap in range(rounds)
        for given, family in whole
    ]
    return [(f"{given} {family}", f"{family}, {given}") for given, family in many[:count]]


def _spread(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Take every given name about once, so that people can be told apart."""
    step = len(FAMILY) + 1
    return [pairs[place % len(pairs)] for place in range(0, len(pairs) * step, step)][: len(pairs)]
