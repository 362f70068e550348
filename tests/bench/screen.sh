# SPDX-License-Identifier: EUPL-1.2
# Part of run: a screen without a GPU, a hand, and eyes. Needs $work, $watch, $rounds; answers in files
# $work/NAME.<what>, one value a line.
program=
server=
screen_off() {
    [ -z "$program" ] || kill "$program" 2>/dev/null || true
    [ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null || true
    program=
    server=
}

screen_on() { # WIDTH HEIGHT
    width=$1 height=$2
    screen_off
    rm -f "$work/display"
    exec 3>"$work/display"
    Xvfb -displayfd 3 -screen 0 "$1x$2x24" -nolisten tcp -fbdir "$work" >/dev/null 2>&1 &
    server=$!
    while [ ! -s "$work/display" ]; do sleep 0.05; done
    DISPLAY=:$(cat "$work/display")
    export DISPLAY
    unset WAYLAND_DISPLAY
    pixels=$work/Xvfb_screen0
}

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

# ---- what the hand does; 480,430 lies on the map ----
# One drag to and fro, 2.4 s at 2.5 px each 8 ms, never letting go.
hand_drag() {
    awk -v x=480 -v y=430 'BEGIN {
        printf "mousemove %d %d sleep 0.3 mousedown 1 sleep 0.05\n", x, y
        for (turn = 0; turn < 3; turn++)
            for (i = 1; i <= 100; i++) {
                part = turn % 2 ? 100 - i : i
                printf "mousemove %d %d sleep 0.008\n", x + part * 2.5, y + part
            }
        printf "sleep 0.1 mouseup 1\n" }' | xdotool -
}
# A throw of 96 px in 0.1 s; the map glides on for more than half a second.
hand_fling() {
    awk -v x=480 -v y=430 -v way="$1" 'BEGIN {
        printf "mousemove %d %d sleep 0.3 mousedown 1 sleep 0.02\n", x, y
        for (i = 1; i <= 12; i++)
            printf "mousemove %d %d sleep 0.008\n", x + way * i * 8, y + i * 2
        printf "mouseup 1 sleep 0.7\n" }' | xdotool -
}
# Two levels in and out again within 2.4 s: tap, press, and pull, as a thumb alone does.
hand_pinch() {
    awk -v x=480 -v y=300 'BEGIN {
        printf "mousemove %d %d sleep 0.4 mousedown 1 sleep 0.03 mouseup 1 sleep 0.06 mousedown 1 sleep 0.03\n", x, y
        for (turn = 0; turn < 2; turn++)
            for (i = 1; i <= 128; i++)
                printf "mousemove %d %d sleep 0.008\n", x, y + 2 * (turn ? 128 - i : i)
        printf "sleep 0.1 mouseup 1 sleep 0.3\n" }' | xdotool -
}
# Eight flights of one level, each begun while the one before ends.
hand_flight() {
    xdotool mousemove 480 430
    for ((k = 0; k < 4; k++)); do xdotool key plus sleep 0.24 key minus sleep 0.24; done
    sleep 0.3
}

# deed NAME WHAT MS HAND…: frames, CPU and waits while HAND moves, into $work/NAME.WHAT*
deed() {
    local name=$1 what=$2 span=$3 eyes main before server_before frames longest
    shift 3
    before=$("$watch" - cpu "$program")
    main=$("$watch" - main "$program")
    server_before=$("$watch" - cpu "$server")
    "$watch" "$pixels" frames 300 400 500 2 "$span" >"$work/frames" &
    eyes=$!
    "$@"
    "$watch" - cpu "$program" | awk -v b="$before" '{ print $1 - b }' >"$work/cpu"
    "$watch" - main "$program" | awk -v b="$main" '{ print $1 - b }' >"$work/main"
    "$watch" - cpu "$server" | awk -v b="$server_before" '{ print $1 - b }' >>"$work/$name.${what}server"
    wait $eyes
    read -r frames span longest <"$work/frames"
    [ "$frames" -gt 0 ] || { echo "$name does not move: $what" >&2; frames=2 span=3000; }
    echo "$frames $span" | awk '{ print ($1 - 1) * 1000 / ($2 > 0 ? $2 : 1) }' >>"$work/$name.${what}fps"
    echo "$longest" >>"$work/$name.${what}wait"
    awk -v n="$frames" '{ print $1 / n }' "$work/cpu" >>"$work/$name.${what}frame"
    awk -v n="$frames" '{ print $1 / n }' "$work/main" >>"$work/$name.${what}main"
    cat "$work/cpu" >>"$work/$name.${what}cpu"
}

idle() { # NAME: ten seconds in which nobody touches anything
    local before switches
    sleep 1
    before=$("$watch" - cpu "$program")
    switches=$("$watch" - switches "$program")
    sleep 10
    "$watch" - cpu "$program" | awk -v b="$before" '{ printf "%.2f\n", $1 - b }' >>"$work/$1.idle"
    "$watch" - switches "$program" | awk -v b="$switches" '{ print $1 - b }' >>"$work/$1.switches"
}

window_fill() { # ours; navit was told its size
    local window
    case $1 in
    *wijkpeil)
        window=$(xdotool search --name '^Wijkpeil$' | head -n 1)
        xdotool windowmove "$window" 0 0 windowsize "$window" "$width" "$height"
        sleep 2
        ;;
    esac
}

program_end() {
    kill "$program"
    for ((j = 0; j < 100; j++)); do
        kill -0 "$program" 2>/dev/null || break
        sleep 0.05
    done
    program=
    sleep 0.5
}

# measure NAME all|drag PROGRAM…
measure() {
    local name=$1 deeds=$2 times
    shift 2
    for ((i = 0; i < rounds; i++)); do
        times=$("$watch" "$pixels" start 1500 15000 "$@" 2>>"$work/$name.log")
        program=${times%% *}
        echo "$times" | awk '{ print $2 }' >>"$work/$name.window"
        echo "$times" | awk '{ print $3 }' >>"$work/$name.drawn"
        "$watch" - cpu "$program" >>"$work/$name.startcpu"
        "$watch" - memory "$program" >>"$work/$name.pss"
        if [ "$width" != 1280 ]; then # nobody manages windows here
            window_fill "$1"
        fi
        if [ $i = 0 ]; then
            "$watch" "$pixels" picture "$work/$name.ppm"
            idle "$name"
        fi
        deed "$name" drag 3300 hand_drag
        "$watch" - memory "$program" >>"$work/$name.pssdrag"
        if [ "$deeds" = all ]; then
            sleep 0.7
            deed "$name" fling 1500 hand_fling $((i % 2 ? 1 : -1))
            deed "$name" pinch 4000 hand_pinch
            sleep 1
            deed "$name" flight 2700 hand_flight
        fi
        program_end
    done
}
