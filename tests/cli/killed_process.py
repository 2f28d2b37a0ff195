"""A program that runs a command and is killed before a step on the disk: the number, the words."""

KILLED = """
import os, signal, sys
from pathlib import Path
from postil.cli.main import main
calls = {"left": int(sys.argv[1])}
def killing(name, owner):
    really = getattr(owner, name)
    def call(*words, **more):
        calls["left"] -= 1
        if calls["left"] < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return really(*words, **more)
    setattr(owner, name, call)
killing("fsync", os)
killing("replace", Path)
killing("unlink", Path)
main(sys.argv[2:])
"""
