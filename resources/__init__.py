"""Files that ship with Livedesk: icons, themes, translations; read through importlib.resources."""
