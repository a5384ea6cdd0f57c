"""The roads to a chat: one file a kind, all behind `base.Backend`, all passing one suite."""
