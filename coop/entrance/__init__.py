"""The pages of the way in and out; `coop.signin` is the room the application knows."""
