"""Checks compose.yaml and k8s/ for contradictions without running them.

    check.py DOCKER_FOLDER        exit code 1 if a check fails
"""

import pathlib
import re
import sys

import yaml

FOLDER = pathlib.Path(sys.argv[1])
WRONG = []


def expect(holds, what):
    if not holds:
        WRONG.append(what)


def settings_are_known(where, environment):
    """DICEGATE_A_B is a row of the reference's table of settings, whatever its dots and dashes are."""
    reference = (FOLDER.parent / "src/docs/reference.md").read_text()
    keys = re.findall(r"^\| `(dicegate\.[a-z.-]+)`", reference, re.MULTILINE)
    known = {re.sub(r"[.-]", "_", key).upper() for key in keys}
    for name in environment:
        if name.startswith("DICEGATE_"):
            expect(name in known, f"{where}: {name} is not among the settings in src/docs/reference.md")


def compose():
    file = yaml.safe_load((FOLDER / "compose.yaml").read_text())
    for name, service in file["services"].items():
        where = f"compose.yaml: {name}"
        expect(service.get("read_only") is True, f"{where}: its root is writable")
        expect(service.get("cap_drop") == ["ALL"], f"{where}: has capabilities")
        expect(service.get("security_opt") == ["no-new-privileges:true"], f"{where}: may gain privileges")
        expect("mem_limit" in service, f"{where}: no memory limit")
        expect("max-size" in service.get("logging", {}).get("options", {}), f"{where}: its log has no limit")
        settings_are_known(where, service.get("environment", {}))
        for network in service["networks"]:
            expect(network in file["networks"], f"{where}: no network {network}")
        for other in service.get("depends_on", {}):
            expect(other in file["services"], f"{where}: no service {other}")
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            there = (FOLDER / source).exists() if source.startswith(".") else source in file["volumes"]
            expect(there, f"{where}: no {source}")
    for path in (FOLDER / "observability").rglob("*.yml"):
        yaml.safe_load(path.read_text())


def covers(selector, labels):
    return selector.get("matchLabels", selector).items() <= labels.items()


def kubernetes():
    folder = FOLDER / "k8s"
    listed = yaml.safe_load((folder / "kustomization.yaml").read_text())["resources"]
    there = {path.name for path in folder.glob("*.yaml")} - {"kustomization.yaml"}
    expect(set(listed) == there, f"kustomization.yaml lists {listed}, there are {sorted(there)}")
    objects = [o for name in listed for o in yaml.safe_load_all((folder / name).read_text())]
    names = {(o["kind"], o["metadata"]["name"]) for o in objects}
    expect(len(names) == len(objects), "k8s: two objects of one name")
    pods = {}
    for o in objects:
        if "template" in o.get("spec", {}):
            pods[o["metadata"]["name"]] = pod(o, names)

    def chosen(selector, where):
        found = [p for p in pods.values() if covers(selector, p["labels"])]
        expect(found, f"{where}: selects no pod")
        return found

    def ports(rules, found, where):
        for port in (p["port"] for p in rules if p["port"] != 53):
            expect(all(port in p["ports"] for p in found), f"{where}: no port {port}")

    for o in objects:
        spec, where = o.get("spec", {}), f"k8s: {o['kind']} {o['metadata']['name']}"
        if o["kind"] == "Service":
            ports([{"port": p["targetPort"]} for p in spec["ports"]], chosen(spec["selector"], where), where)
        elif o["kind"] == "PodDisruptionBudget":
            chosen(spec["selector"], where)
        elif o["kind"] == "HorizontalPodAutoscaler":
            target = spec["scaleTargetRef"]
            expect((target["kind"], target["name"]) in names, f"{where}: no {target['name']}")
        elif o["kind"] == "NetworkPolicy" and spec["podSelector"]:
            own = chosen(spec["podSelector"], where)
            for rule in spec.get("ingress", []):
                ports(rule["ports"], own, where)
                for peer in rule.get("from", []):
                    chosen(peer["podSelector"], where)
            for rule in spec.get("egress", []):
                peers = [p for peer in rule.get("to", []) for p in chosen(peer["podSelector"], where)]
                ports(rule["ports"], peers, where)


def pod(o, names):
    """Checks the pod of a Deployment or StatefulSet; returns its labels and its ports, names and numbers."""
    where = f"k8s: {o['kind']} {o['metadata']['name']}"
    labels, spec = o["spec"]["template"]["metadata"]["labels"], o["spec"]["template"]["spec"]
    expect(covers(o["spec"]["selector"], labels), f"{where}: does not select its own pods")
    expect(spec.get("enableServiceLinks") is False, f"{where}: Services' variables would be read as settings")
    expect(spec["securityContext"].get("runAsNonRoot") is True, f"{where}: may be root")
    expect(spec["securityContext"]["seccompProfile"]["type"] == "RuntimeDefault", f"{where}: no seccomp")
    if "serviceName" in o["spec"]:
        expect(("Service", o["spec"]["serviceName"]) in names, f"{where}: no such Service")
    volumes = {v["name"] for v in spec.get("volumes", [])}
    volumes |= {v["metadata"]["name"] for v in o["spec"].get("volumeClaimTemplates", [])}
    ports = set()
    for container in spec["containers"]:
        ports |= {p[key] for p in container["ports"] for key in ("name", "containerPort")}
        security = container["securityContext"]
        expect(security["readOnlyRootFilesystem"] is True, f"{where}: its root is writable")
        expect(security["allowPrivilegeEscalation"] is False, f"{where}: may gain privileges")
        expect(security["capabilities"] == {"drop": ["ALL"]}, f"{where}: has capabilities")
        expect("memory" in container["resources"]["limits"], f"{where}: no memory limit")
        settings_are_known(where, [e["name"] for e in container.get("env", [])])
        for mount in container.get("volumeMounts", []):
            expect(mount["name"] in volumes, f"{where}: no volume {mount['name']}")
        for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
            asked = container.get(probe, {})
            port = (asked.get("httpGet") or asked.get("tcpSocket") or {}).get("port")
            expect(port is None or port in ports, f"{where}: {probe} uses the unknown port {port}")
    return {"labels": labels, "ports": ports}


compose()
kubernetes()
print("\n".join(WRONG) or "compose.yaml and k8s/ are consistent")
sys.exit(bool(WRONG))
