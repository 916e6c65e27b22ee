#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares what the rules come to on the labelled texts with what stands recorded in tests/agreement.json, and with what README says.

usage: tests/agreement.py PATFINDER

No F1 (of a pattern, micro, macro) may sink, and no false alarm may be added on the texts that call for nothing. When rules or texts
change for the better, or a loss is worth it: patfinder --no-user-rules rules eval tests/corpus --format json >tests/agreement.json
"""
import json, os, re, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROUNDING = 0.0005


def main():
    found = subprocess.run([sys.argv[1], "rules", "eval", "--no-user-rules", "--format", "json", "tests/corpus"], cwd=os.path.dirname(HERE),
                           stdout=subprocess.PIPE, check=True)
    now = json.loads(found.stdout)
    with open(os.path.join(HERE, "agreement.json"), encoding="utf-8") as file:
        recorded = json.load(file)
    with open(os.path.join(os.path.dirname(HERE), "README.md"), encoding="utf-8") as file:
        readme = file.read()
    losses = []
    for pattern, figures in recorded["patterns"].items():
        if now["patterns"][pattern]["f1"] < figures["f1"] - ROUNDING:
            losses.append(f"F1 of {pattern}: {now['patterns'][pattern]['f1']:.3f}, recorded is {figures['f1']:.3f}")
    if now["all"]["f1"] < recorded["all"]["f1"] - ROUNDING:
        losses.append(f"micro F1: {now['all']['f1']:.3f}, recorded is {recorded['all']['f1']:.3f}")
    if now["macro_f1"] < recorded["macro_f1"] - ROUNDING:
        losses.append(f"macro F1: {now['macro_f1']:.3f}, recorded is {recorded['macro_f1']:.3f}")
    if now["false_alarms_on_them"] > recorded["false_alarms_on_them"]:
        losses.append(f"false alarms: {now['false_alarms_on_them']}, recorded are {recorded['false_alarms_on_them']}")
    for figure in (f"{now['texts']:,} labelled texts", f"{now['all']['recall']:.0%} of the patterns", f"{now['all']['precision']:.0%} of what it"):
        if figure not in re.sub(r"\s+", " ", readme):
            losses.append(f"README does not say: {figure}")
    print("\n".join(losses))
    return 1 if losses else 0


sys.exit(main())
