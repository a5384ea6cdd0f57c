"""Edits how the inputs of a programme are heard."""

from msgspec.structs import replace

from encoder.scenes import Programme, Sound


def change_sound(programme: Programme, input_id: str, sound: Sound) -> Programme:
    """Let an input be heard like this; the same programme where nothing changes."""
    inputs = tuple(
        replace(each, sound=sound) if each.id == input_id else each for each in programme.inputs
    )
    return programme if inputs == programme.inputs else replace(programme, inputs=inputs)


def change_master(programme: Programme, gain_db: float) -> Programme:
    """Make the whole programme louder or quieter."""
    if gain_db == programme.master_gain_db:
        return programme
    return replace(programme, master_gain_db=gain_db)
