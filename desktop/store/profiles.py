"""Several sets of choices under names of their own; one of them is used. Pure.

What belongs to the person and not to the broadcast (language, colours, shortcuts, the window's
place) is the same in all of them.
"""

from msgspec.structs import replace

from desktop.store.settings import Profile, Settings

MOST_PROFILES = 50
MOST_NAME = 60


def names(settings: Settings) -> tuple[str, ...]:
    """Return every profile's name in alphabetical order, the one in use among them."""
    return tuple(sorted((settings.profile, *(kept.name for kept in settings.profiles))))


def free_name(settings: Settings, wanted: str) -> str:
    """Return `wanted` made fit to be a new profile's name: not empty, not taken."""
    base = " ".join(wanted.split())[:MOST_NAME] or Settings().profile
    taken = set(names(settings))
    name, number = base, 2
    while name in taken:
        name, number = f"{base} {number}", number + 1
    return name


def with_new(settings: Settings, name: str) -> Settings:
    """Return settings that use a new profile, which begins as a copy of the present one."""
    if len(settings.profiles) + 1 >= MOST_PROFILES:
        return settings
    kept = (*settings.profiles, _present(settings))
    return replace(settings, profile=free_name(settings, name), profiles=kept)


def switched(settings: Settings, name: str) -> Settings:
    """Return settings that use the profile of this name; the present one is kept."""
    wanted = next((kept for kept in settings.profiles if kept.name == name), None)
    if wanted is None:
        return settings
    rest = tuple(kept for kept in settings.profiles if kept.name != name)
    chosen = {field: getattr(wanted, field) for field in Profile.__struct_fields__}
    chosen.pop("name")
    return replace(settings, profile=name, profiles=(*rest, _present(settings)), **chosen)


def renamed(settings: Settings, name: str) -> Settings:
    """Return settings whose present profile is called this."""
    others = replace(settings, profile="")
    return replace(settings, profile=free_name(others, name))


def without(settings: Settings, name: str) -> Settings:
    """Return settings without that profile; the one in use is never removed."""
    rest = tuple(kept for kept in settings.profiles if kept.name != name)
    return settings if rest == settings.profiles else replace(settings, profiles=rest)


def _present(settings: Settings) -> Profile:
    fields = [field for field in Profile.__struct_fields__ if field != "name"]
    return Profile(settings.profile, **{field: getattr(settings, field) for field in fields})
