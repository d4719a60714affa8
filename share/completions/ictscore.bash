# bash completion for ictscore
_ictscore() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} choices=
    case $before in
    --format) choices='table csv json text sarif markdown html' ;;
    --order) choices='rank data' ;;
    --locale) choices='vi en' ;;
    --csv) choices='raw' ;;
    --colour) choices='auto always never' ;;
    --dump) choices='ast methodology plan meaning wording' ;;
    --limit) choices='rule_bytes= depth= nodes= criteria= bands= name_bytes= steps= imports= import_depth= data_bytes= rows= columns= field_bytes= explanation= memory=' ;;
    --columns | --map | --key | --places | --table-header-row | --block | --top | --header-row | --threads | --threshold) return ;;
    -o | --junit | --renamed | --manifest | --previous) COMPREPLY=($(compgen -f -- "$word")); return ;;
    *)
        case $word in
        -*) choices='
            --format
            --columns
            --block
            --map
            --tables
            --key
            --places
            --renamed
            --table-header-row
            --top
            --order
            --locale
            --csv
            --colour
            -o
            --header-row
            --strict
            --allow-empty
            --limit
            --coverage
            --mutate
            --generate
            --threshold
            --junit
            --check
            --write
            --guide
            --dump
            --threads
            --stats
            --criterion --all --quiet
            --checker
            --manifest
            --previous
            --hashes
            --fingerprint
            --help
            --version' ;;
        *) [ "$COMP_CWORD" -eq 1 ] && choices='check test compare verify export fmt diff doc template explain why register'
            COMPREPLY=($(compgen -W "$choices" -- "$word") $(compgen -f -- "$word")); return ;;
        esac ;;
    esac
    COMPREPLY=($(compgen -W "$choices" -- "$word"))
    case ${COMPREPLY[0]-} in *=) compopt -o nospace ;; esac
}
complete -o filenames -F _ictscore ictscore
