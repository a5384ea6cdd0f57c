"""What an edit is called in the present language."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.editing.history import Edit

_TEXTS: dict[Edit, object] = {
    Edit.ADD_SCENE: QT_TRANSLATE_NOOP("Edits", "Add scene"),
    Edit.REMOVE_SCENE: QT_TRANSLATE_NOOP("Edits", "Remove scene"),
    Edit.RENAME_SCENE: QT_TRANSLATE_NOOP("Edits", "Rename scene"),
    Edit.DUPLICATE_SCENE: QT_TRANSLATE_NOOP("Edits", "Duplicate scene"),
    Edit.REORDER_SCENES: QT_TRANSLATE_NOOP("Edits", "Reorder scenes"),
    Edit.ADD_INPUT: QT_TRANSLATE_NOOP("Edits", "Add sound"),
    Edit.REMOVE_INPUT: QT_TRANSLATE_NOOP("Edits", "Remove sound"),
    Edit.RENAME: QT_TRANSLATE_NOOP("Edits", "Rename"),
    Edit.CHANGE_OPTIONS: QT_TRANSLATE_NOOP("Edits", "Change options"),
    Edit.ADD_LAYER: QT_TRANSLATE_NOOP("Edits", "Add layer"),
    Edit.REMOVE_LAYER: QT_TRANSLATE_NOOP("Edits", "Remove layer"),
    Edit.DUPLICATE_LAYER: QT_TRANSLATE_NOOP("Edits", "Duplicate layer"),
    Edit.REORDER_LAYERS: QT_TRANSLATE_NOOP("Edits", "Reorder layers"),
    Edit.MOVE_LAYER: QT_TRANSLATE_NOOP("Edits", "Move layer"),
    Edit.RESIZE_LAYER: QT_TRANSLATE_NOOP("Edits", "Resize layer"),
    Edit.CROP_LAYER: QT_TRANSLATE_NOOP("Edits", "Crop layer"),
    Edit.ARRANGE_LAYER: QT_TRANSLATE_NOOP("Edits", "Arrange layer"),
    Edit.CHANGE_OPACITY: QT_TRANSLATE_NOOP("Edits", "Change opacity"),
    Edit.SHOW_LAYER: QT_TRANSLATE_NOOP("Edits", "Show layer"),
    Edit.HIDE_LAYER: QT_TRANSLATE_NOOP("Edits", "Hide layer"),
    Edit.LOCK_LAYER: QT_TRANSLATE_NOOP("Edits", "Lock layer"),
    Edit.UNLOCK_LAYER: QT_TRANSLATE_NOOP("Edits", "Unlock layer"),
}


def edit_text(edit: Edit) -> str:
    """Return the name of an edit."""
    return QCoreApplication.translate("Edits", str(_TEXTS[edit]))
