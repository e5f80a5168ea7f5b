"""How people prove who they are: one file a noun; `coop.core.accounts` is the front door."""
