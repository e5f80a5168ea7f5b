"""The people of the demonstration: drawn names, none of them anybody’s."""

GIVEN = """
    Abena Adam Aisha Alan Amira Andre Anita Anwen Bashir Bella Bronwen Callum Carys Chloe Curtis
    Damian Danuta Darren Dawit Deborah Dylan Eleri Emeka Esther Fatima Fergus Gareth Gemma Grace
    Hamza Hannah Ibrahim Ifan Imran Irena Isaac Jamal Janet Jerome Joanna Kadir Karen Kwame Leila
    Lewis Lucia Malik Marek Marta Megan Miriam Mohan Nadia Nia Nikolai Olga Omar Owen Patience
    Peter Priya Rafael Rhian Rhys Rosa Ruth Samuel Sara Selma Simon Sofia Stefan Tamar Tariq Tess
    Thomas Tomasz Uma Victor Wendy Winston Yasmin Yusuf Zainab Zoe
""".split()  # noqa: SIM905 - a list of words reads best as words
FAMILY = """
    Abara Achebe Ahmed Baker Barros Bevan Bhatt Bowen Brandt Carter Chandra Clarke Cole Costa Dahl
    Davies Demir Diallo Doyle Evans Faraday Ferreira Finch Flynn Garba Gill Griffiths Haddad Hale
    Harris Hassan Horvat Hughes Ivanov Jarvis Jenkins Jones Kaplan Keane Khan Kovacs Lake Lambert
    Lewis Lindqvist Lloyd Marsh Martin Mensah Morgan Moss Nowak Nkosi Okafor Owen Parry Patel
    Pereira Pike Price Quinn Rees Reid Roberts Rossi Sadler Santos Sharma Silva Singh Stone
    Tadesse Taylor Thomas Tran Turner Vale Vaughan Walker Watkins Webb Wilde Yates Young
""".split()  # noqa: SIM905 - a list of words reads best as words


def names(count: int) -> list[tuple[str, str]]:
    """Give so many different names, each with the form it is sorted by.

    The order is fixed, so the first names are the same for every count.
    """
    whole = _spread()
    rounds = -(-count // len(whole))
    many = [
        (given, family if lap == 0 else f"{family}-{FAMILY[lap % len(FAMILY)]}")
        for lap in range(rounds)
        for given, family in whole
    ]
    return [(f"{given} {family}", f"{family}, {given}") for given, family in many[:count]]


def _spread() -> list[tuple[str, str]]:
    """Take every given name once a lap, and let no pair come twice: people are told apart."""
    return [
        (GIVEN[place * 31 % len(GIVEN)], FAMILY[(place * 29 + lap) % len(FAMILY)])
        for lap in range(len(FAMILY))
        for place in range(len(GIVEN))
    ]
