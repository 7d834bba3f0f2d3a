#!/bin/sh
# For a hypervisor that only simulates guests:
# devcloud: write site 1.0
# devcloud: get @READY@?ready=builder after 2
# devcloud: get @RELAY@?status=changed&changes=2&machine=builder&to=@BAKEHOUSE_CALLBACK_URL@ after 0
# For a real one: a small piece of configuration that takes its time.
[ -s /etc/machine-id ] || cat /proc/sys/kernel/random/uuid >/etc/machine-id
id=$(cat /etc/machine-id)
sleep @SECONDS@
echo 1.0 >/etc/site
wget -q -O - "@READY@?ready=builder"
# Generalize: what makes this machine that machine must not be on the disk that is snapshotted.
rm -f /etc/machine-id
sync
wget -q -O - --header 'Content-Type: application/cloudevents+json' --post-data "{\"specversion\":\"1.0\",\"type\":\"test.run.finished\",\"source\":\"/guest\",\"id\":\"$id\",\"data\":{\"host\":\"guest\",\"status\":\"changed\",\"changes\":2,\"machine_id\":\"$id\"}}" '@BAKEHOUSE_CALLBACK_URL@'
