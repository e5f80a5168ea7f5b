"""The ground: time, money, the database, the log, jobs and access. It knows no domain."""
